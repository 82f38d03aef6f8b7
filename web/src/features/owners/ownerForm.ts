import type { ContactMethod, CreateOwnerInput } from '../../gql/types'
import {
  addressInput,
  addressLabels,
  type AddressValues,
  addressValues,
  emptyAddress,
} from '../../ui/address'
import type { OwnerForm_ownerFragment } from './owners.gen'

export interface OwnerValues extends AddressValues {
  firstName: string
  lastName: string
  phone: string
  email: string
  preferredContact: ContactMethod
  notes: string
}

export const emptyOwner: OwnerValues = {
  firstName: '',
  lastName: '',
  phone: '',
  email: '',
  preferredContact: 'PHONE',
  ...emptyAddress,
  notes: '',
}

export const ownerLabels: Record<keyof OwnerValues, string> = {
  firstName: 'First name',
  lastName: 'Last name',
  phone: 'Phone',
  email: 'E-mail',
  preferredContact: 'Prefers to be reached by',
  ...addressLabels,
  notes: 'Notes for the desk',
}

export const contactLabels: Record<ContactMethod, string> = {
  PHONE: 'Phone call',
  SMS: 'Text message',
  EMAIL: 'E-mail',
}

export const valuesOf = (owner: OwnerForm_ownerFragment): OwnerValues => ({
  firstName: owner.firstName,
  lastName: owner.lastName,
  phone: owner.phone ?? '',
  email: owner.email ?? '',
  preferredContact: owner.preferredContact,
  ...addressValues(owner.address),
  notes: owner.notes ?? '',
})

const orNull = (text: string): string | null => text.trim() || null

export const inputOf = (values: OwnerValues): CreateOwnerInput => ({
  firstName: values.firstName.trim(),
  lastName: values.lastName.trim(),
  phone: orNull(values.phone),
  email: orNull(values.email),
  preferredContact: values.preferredContact,
  address: addressInput(values),
  notes: orNull(values.notes),
})
