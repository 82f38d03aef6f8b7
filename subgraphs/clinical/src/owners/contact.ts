import { badInput } from '@vetgraph/kit/errors'
import {
  type Address,
  type AddressEntry,
  AddressPurpose,
  ContactMethod,
  type OwnerRow,
  type PhoneEntry,
  PhonePurpose,
} from './owner.table.ts'
import type { OwnerDetailsInput, PostalAddressInput } from './owner.types.ts'

type Contact = Pick<
  OwnerRow,
  | 'email'
  | 'phone'
  | 'phonePurpose'
  | 'furtherPhones'
  | 'address'
  | 'addressPurpose'
  | 'furtherAddresses'
  | 'emergencyContact'
  | 'preferredContact'
>

export const noContact: Contact = {
  email: null,
  phone: null,
  phonePurpose: PhonePurpose.OTHER,
  furtherPhones: [],
  address: null,
  addressPurpose: AddressPurpose.HOME,
  furtherAddresses: [],
  emergencyContact: null,
  preferredContact: ContactMethod.PHONE,
}

const maxEntries = 10

/** An owner's telephone numbers, the primary one first. */
export const phonesOf = ({
  phone,
  phonePurpose,
  furtherPhones,
}: Pick<Contact, 'phone' | 'phonePurpose' | 'furtherPhones'>): PhoneEntry[] =>
  phone === null ? [] : [{ number: phone, purpose: phonePurpose }, ...furtherPhones]

/** An owner's postal addresses, the primary one first. */
export const addressesOf = ({
  address,
  addressPurpose,
  furtherAddresses,
}: Pick<Contact, 'address' | 'addressPurpose' | 'furtherAddresses'>): AddressEntry[] =>
  address === null ? [] : [{ address, purpose: addressPurpose }, ...furtherAddresses]

function addressOf(input: PostalAddressInput | null | undefined): Address | null {
  if (!input) return null
  const { street = null, city = null, region = null, postalCode = null, country = null } = input
  const address = { street, city, region, postalCode, country }
  return Object.values(address).some((line) => line !== null) ? address : null
}

/** The list after a change of the whole of it, or of its first entry alone. */
function entriesAfter<Entry>(
  field: 'phones' | 'addresses',
  before: readonly Entry[],
  all: readonly Entry[] | null | undefined,
  first: Entry | null | undefined,
): readonly Entry[] {
  if (all !== undefined && first !== undefined) {
    throw badInput(field, 'Give all of them or the primary one, not both.')
  }
  if (all && all.length > maxEntries) throw badInput(field, `At most ${maxEntries}.`)
  if (all !== undefined) return all ?? []
  if (first === undefined) return before
  return first === null ? before.slice(1) : [first, ...before.slice(1)]
}

function phonesAfter(before: Contact, { phone, phones }: OwnerDetailsInput) {
  const purpose = before.phone === null ? PhonePurpose.OTHER : before.phonePurpose
  const primary = phone == null ? phone : { number: phone, purpose }
  const after = entriesAfter('phones', phonesOf(before), phones, primary)
  const numbers = after.map(({ number }) => number)
  const twice = numbers.findIndex((number, index) => numbers.indexOf(number) < index)
  if (twice >= 0) throw badInput(phones ? `phones.${twice}.number` : 'phone', 'This number is here twice.')
  const [first, ...further] = after
  return {
    phone: first?.number ?? null,
    phonePurpose: first?.purpose ?? PhonePurpose.OTHER,
    furtherPhones: further.map(({ number, purpose }) => ({ number, purpose })),
  }
}

function addressesAfter(before: Contact, { address, addresses }: OwnerDetailsInput) {
  const single = address === undefined ? undefined : addressOf(address)
  const all = addresses?.map(({ address, purpose }, index) => {
    const kept = addressOf(address)
    if (kept === null) throw badInput(`addresses.${index}.address`, 'This cannot be empty.')
    return { address: kept, purpose }
  })
  const primary = single && { address: single, purpose: before.addressPurpose }
  const [first, ...further] = entriesAfter(
    'addresses',
    addressesOf(before),
    addresses === undefined ? undefined : (all ?? []),
    primary,
  )
  return {
    address: first?.address ?? null,
    addressPurpose: first?.purpose ?? AddressPurpose.HOME,
    furtherAddresses: further,
  }
}

/** How somebody wants to be reached must be possible: what is asked for is refused, what was kept falls back. */
function preferredAfter(
  kept: ContactMethod | null,
  asked: ContactMethod | null | undefined,
  { email, phone }: Pick<Contact, 'email' | 'phone'>,
): ContactMethod {
  const isPossible = (method: ContactMethod) => (method === ContactMethod.EMAIL ? email : phone) !== null
  if (asked && !isPossible(asked)) {
    const lacking = asked === ContactMethod.EMAIL ? 'e-mail address' : 'telephone number'
    throw badInput('preferredContact', `There is no ${lacking}.`)
  }
  if (asked) return asked
  if (asked === undefined && kept && isPossible(kept)) return kept
  return email === null ? ContactMethod.PHONE : ContactMethod.EMAIL
}

/** How an owner is reached after a change: what the input leaves out stays. */
export function contactAfter(before: Contact | null, input: OwnerDetailsInput): Contact {
  const known = before ?? noContact
  const { email = known.email, emergencyContact: urgent } = input
  const after = {
    email,
    ...phonesAfter(known, input),
    ...addressesAfter(known, input),
    emergencyContact:
      urgent === undefined
        ? known.emergencyContact
        : urgent && { name: urgent.name, phone: urgent.phone, relation: urgent.relation ?? null },
  }
  const preferredContact = preferredAfter(before && before.preferredContact, input.preferredContact, after)
  return { ...after, preferredContact }
}
