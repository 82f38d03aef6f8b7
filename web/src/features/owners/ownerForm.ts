import type { AddressPurpose, ContactMethod, CreateOwnerInput, PhonePurpose } from '../../gql/types'
import { addressInput, addressText, type AddressValues, addressValues, emptyAddress } from '../../ui/address'
import { phoneText, sentPhone, storedPhone } from '../../ui/phone'
import type { OwnerForm_ownerFragment } from './owners.gen'

export interface OwnerValues {
  firstName: string
  lastName: string
  phones: { number: string; purpose: PhonePurpose }[]
  email: string
  preferredContact: ContactMethod
  addresses: (AddressValues & { purpose: AddressPurpose })[]
  emergencyContact: { name: string; phone: string; relation: string }
  notes: string
}

export const emptyPhone: OwnerValues['phones'][number] = { number: '', purpose: 'MOBILE' }

export const emptyOwner: OwnerValues = {
  firstName: '',
  lastName: '',
  phones: [emptyPhone],
  email: '',
  preferredContact: 'PHONE',
  addresses: [{ purpose: 'HOME', ...emptyAddress }],
  emergencyContact: { name: '', phone: '', relation: '' },
  notes: '',
}

export const ownerLabels: Record<keyof OwnerValues, string> = {
  firstName: 'First name',
  lastName: 'Last name',
  phones: 'Phone numbers',
  email: 'E-mail',
  preferredContact: 'Prefers to be reached by',
  addresses: 'Addresses',
  emergencyContact: 'Emergency contact',
  notes: 'Notes for the desk',
}

export const contactLabels: Record<ContactMethod, string> = {
  PHONE: 'Phone call',
  SMS: 'Text message',
  EMAIL: 'E-mail',
}

export const phoneLabels: Record<PhonePurpose, string> = {
  MOBILE: 'Mobile',
  HOME: 'Home',
  WORK: 'Work',
  OTHER: 'Other',
}

export const addressPurposes: Record<AddressPurpose, string> = {
  HOME: 'Home',
  BILLING: 'Billing',
  OTHER: 'Other',
}

export const valuesOf =
  (country: string | null) =>
  (owner: OwnerForm_ownerFragment): OwnerValues => ({
    firstName: owner.firstName,
    lastName: owner.lastName,
    phones: orOne(
      owner.phones.map(({ number, purpose }) => ({ number: phoneText(number, country), purpose })),
      emptyPhone,
    ),
    email: owner.email ?? '',
    preferredContact: owner.preferredContact,
    addresses: orOne(
      owner.addresses.map(({ purpose, address }) => ({ purpose, ...addressValues(address) })),
      emptyOwner.addresses[0]!,
    ),
    emergencyContact: {
      name: owner.emergencyContact?.name ?? '',
      phone: owner.emergencyContact ? phoneText(owner.emergencyContact.phone, country) : '',
      relation: owner.emergencyContact?.relation ?? '',
    },
    notes: owner.notes ?? '',
  })

const orOne = <Entry>(entries: Entry[], one: Entry): Entry[] => (entries.length > 0 ? entries : [one])

/** The values as the server stores them and the form shows them. */
export const asStored =
  (country: string | null) =>
  (values: OwnerValues): OwnerValues => {
    const shown = (text: string) => phoneText(storedPhone(text, country), country)
    return {
      ...values,
      phones: values.phones.map(({ number, purpose }) => ({ number: shown(number), purpose })),
      emergencyContact: { ...values.emergencyContact, phone: shown(values.emergencyContact.phone) },
    }
  }

export function show(field: keyof OwnerValues, values: OwnerValues): string {
  if (field === 'preferredContact') return contactLabels[values[field]]
  if (field === 'phones')
    return values.phones.map(({ number, purpose }) => `${number} (${phoneLabels[purpose]})`).join('\n')
  if (field === 'addresses')
    return values.addresses
      .map(({ purpose, ...address }) => `${addressText(address)} (${addressPurposes[purpose]})`)
      .join('\n')
  if (field === 'emergencyContact') return Object.values(values.emergencyContact).filter(Boolean).join(', ')
  return values[field]
}

const orNull = (text: string): string | null => text.trim() || null

/** By which ways there is an address to be reached at. */
export const isReachable = (
  method: ContactMethod,
  { email, phones }: Pick<OwnerValues, 'email' | 'phones'>,
): boolean => (method === 'EMAIL' ? email.trim() !== '' : phones.some(({ number }) => number.trim() !== ''))

export function inputOf(values: OwnerValues, country: string | null): CreateOwnerInput {
  const { emergencyContact: urgent } = values
  return {
    firstName: values.firstName.trim(),
    lastName: values.lastName.trim(),
    phones: values.phones
      .filter(({ number }) => number.trim() !== '')
      .map(({ number, purpose }) => ({ number: sentPhone(number, country), purpose })),
    email: orNull(values.email),
    preferredContact: isReachable(values.preferredContact, values) ? values.preferredContact : null,
    addresses: values.addresses.flatMap(({ purpose, ...parts }) => {
      const address = addressInput(parts)
      return address ? [{ purpose, address }] : []
    }),
    emergencyContact: Object.values(urgent).some((part) => part.trim() !== '')
      ? { name: urgent.name, phone: sentPhone(urgent.phone, country), relation: orNull(urgent.relation) }
      : null,
    notes: orNull(values.notes),
  }
}
