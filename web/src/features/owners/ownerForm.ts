import type { ContactMethod, CreateOwnerInput, OwnerForm_ownerFragment } from '../../gql/types'

export interface OwnerValues {
  firstName: string
  lastName: string
  phone: string
  email: string
  preferredContact: ContactMethod
  street: string
  postalCode: string
  city: string
  region: string
  country: string
  notes: string
}

export const emptyOwner: OwnerValues = {
  firstName: '',
  lastName: '',
  phone: '',
  email: '',
  preferredContact: 'PHONE',
  street: '',
  postalCode: '',
  city: '',
  region: '',
  country: '',
  notes: '',
}

export const ownerLabels: Record<keyof OwnerValues, string> = {
  firstName: 'First name',
  lastName: 'Last name',
  phone: 'Phone',
  email: 'E-mail',
  preferredContact: 'Prefers to be reached by',
  street: 'Street',
  postalCode: 'Postal code',
  city: 'City',
  region: 'Region',
  country: 'Country',
  notes: 'Notes for the desk',
}

export const contactLabels: Record<ContactMethod, string> = {
  PHONE: 'Phone call',
  SMS: 'Text message',
  EMAIL: 'E-mail',
}

export function valuesOf(owner: OwnerForm_ownerFragment): OwnerValues {
  const { address } = owner
  return {
    firstName: owner.firstName,
    lastName: owner.lastName,
    phone: owner.phone ?? '',
    email: owner.email ?? '',
    preferredContact: owner.preferredContact,
    street: address?.street ?? '',
    postalCode: address?.postalCode ?? '',
    city: address?.city ?? '',
    region: address?.region ?? '',
    country: address?.country ?? '',
    notes: owner.notes ?? '',
  }
}

const orNull = (text: string): string | null => text.trim() || null

export function inputOf(values: OwnerValues): CreateOwnerInput {
  const address = {
    street: orNull(values.street),
    postalCode: orNull(values.postalCode),
    city: orNull(values.city),
    region: orNull(values.region),
    country: orNull(values.country),
  }
  return {
    firstName: values.firstName.trim(),
    lastName: values.lastName.trim(),
    phone: orNull(values.phone),
    email: orNull(values.email),
    preferredContact: values.preferredContact,
    address: Object.values(address).some((part) => part !== null) ? address : null,
    notes: orNull(values.notes),
  }
}

export const addressText = (address: OwnerForm_ownerFragment['address']): string =>
  [
    address?.street,
    [address?.postalCode, address?.city].filter(Boolean).join(' '),
    address?.region,
    address?.country,
  ]
    .filter(Boolean)
    .join(', ')
