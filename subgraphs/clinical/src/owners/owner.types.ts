import { connectionOf } from '@vetgraph/kit/reads/connection'
import { BasedOnVersion, Email, Id, Phone, Text, Version } from '@vetgraph/kit/fields'
import { maxNote, maxReason } from '@vetgraph/kit/text'
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { AddressPurpose, ContactMethod, PhonePurpose } from './owner.table.ts'

registerEnumType(ContactMethod, {
  name: 'ContactMethod',
  description: 'How an owner prefers to be contacted.',
  valuesConfig: {
    EMAIL: { description: 'By e-mail.' },
    PHONE: { description: 'By a telephone call.' },
    SMS: { description: 'By text message.' },
  },
})

registerEnumType(PhonePurpose, {
  name: 'PhonePurpose',
  description: 'What a telephone number is for.',
  valuesConfig: {
    MOBILE: { description: 'A mobile telephone.' },
    HOME: { description: 'At home.' },
    WORK: { description: 'At work.' },
    OTHER: { description: 'Something else, or not known.' },
  },
})

registerEnumType(AddressPurpose, {
  name: 'AddressPurpose',
  description: 'What a postal address is for.',
  valuesConfig: {
    HOME: { description: 'Where the owner lives.' },
    BILLING: { description: 'Where invoices go.' },
    OTHER: { description: 'Something else, such as a holiday home.' },
  },
})

@ObjectType({ description: 'The postal address of an owner.' })
export class PostalAddress {
  @Field(() => String, { nullable: true, description: 'Street and house number.' })
  street!: string | null

  @Field(() => String, { nullable: true, description: 'Town or city.' })
  city!: string | null

  @Field(() => String, { nullable: true, description: 'County, state or province.' })
  region!: string | null

  @Field(() => String, { nullable: true, description: 'Postal code in the country’s format.' })
  postalCode!: string | null

  @Field(() => String, { nullable: true, description: 'The country.' })
  country!: string | null
}

@ObjectType({ description: 'A telephone number of an owner.' })
export class OwnerPhone {
  @Field(() => String, {
    description: 'E.164, `+353871234567`; as it was typed if it could not be read as a number.',
  })
  number!: string

  @Field(() => PhonePurpose, { description: 'What it is for.' })
  purpose!: PhonePurpose
}

@ObjectType({ description: 'A postal address of an owner, with its purpose.' })
export class OwnerAddress {
  @Field(() => PostalAddress, { description: 'The address.' })
  address!: PostalAddress

  @Field(() => AddressPurpose, { description: 'What it is for.' })
  purpose!: AddressPurpose
}

@ObjectType({ description: 'Whom to call about a pet when its owner cannot be reached.' })
export class EmergencyContact {
  @Field(() => String, { description: 'The person’s name.' })
  name!: string

  @Field(() => String, { description: 'Telephone number, E.164.' })
  phone!: string

  @Field(() => String, {
    nullable: true,
    description: 'Who it is to the owner, `sister`; null if not known.',
  })
  relation!: string | null
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A client of the hospital: who brings the pets and gets the invoices.' })
export class Owner {
  @Id()
  id!: string

  @Field(() => String, { description: 'Given name.' })
  firstName!: string

  @Field(() => String, { description: 'Family name.' })
  lastName!: string

  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  email!: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The primary telephone number, E.164 (`+353871234567`), or as it was typed if it could not be read as a number; null if none is known.',
  })
  phone!: string | null

  @Field(() => ContactMethod, { description: 'How the owner prefers to be contacted.' })
  preferredContact!: ContactMethod

  @Field(() => PostalAddress, {
    nullable: true,
    description: 'The primary postal address; null if none is known.',
  })
  address!: PostalAddress | null

  @Field(() => EmergencyContact, {
    nullable: true,
    description: 'Whom to call when the owner cannot be reached; null if nobody is named.',
  })
  emergencyContact!: EmergencyContact | null

  @Field(() => Date, {
    nullable: true,
    description: 'When the owner was archived; null for a current owner.',
  })
  archivedAt!: Date | null

  @Version()
  version!: number

  @Field(() => Date, { description: 'When the owner was added.' })
  createdAt!: Date

  @Field(() => Date, { description: 'When any of this was last changed.' })
  updatedAt!: Date

  notes!: string | null
  phonePurpose!: PhonePurpose
  furtherPhones!: OwnerPhone[]
  addressPurpose!: AddressPurpose
  furtherAddresses!: OwnerAddress[]
}

@ObjectType({ description: 'A page of owners.' })
export class OwnerConnection extends connectionOf(() => Owner, 'Owner', 'owners') {}

@InputType({ description: 'Filters of the list of owners; current owners if omitted.' })
export class OwnerFilter {
  @Directive('@cost(weight: 10)')
  @Field(() => String, {
    nullable: true,
    description:
      'Name, telephone, e-mail or a pet’s name, or parts of these; tolerates small typing mistakes, best match first. A single letter matches the beginning of the family name.',
  })
  search?: string | null

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'True: only archived owners. False: only current ones. Null: both.',
  })
  archived?: boolean | null
}

@InputType({ description: 'A postal address; omitted parts are empty.' })
export class PostalAddressInput {
  @Text({ nullable: true, description: 'Street and house number.' })
  street?: string | null

  @Text({ nullable: true, description: 'Town or city.' })
  city?: string | null

  @Text({ nullable: true, description: 'County, state or province.' })
  region?: string | null

  @Text({ nullable: true, max: 20, description: 'Postal code.' })
  postalCode?: string | null

  @Text({ nullable: true, description: 'The country.' })
  country?: string | null
}

@InputType({ description: 'A telephone number with its purpose.' })
export class OwnerPhoneInput {
  @Phone({ description: 'Telephone number.' })
  number!: string

  @Field(() => PhonePurpose, { description: 'What it is for.' })
  purpose!: PhonePurpose
}

@InputType({ description: 'A postal address with its purpose.' })
export class OwnerAddressInput {
  @Field(() => PostalAddressInput, { description: 'The address; not empty.' })
  address!: PostalAddressInput

  @Field(() => AddressPurpose, { description: 'What it is for.' })
  purpose!: AddressPurpose
}

@InputType({ description: 'Whom to call when the owner cannot be reached.' })
export class EmergencyContactInput {
  @Text({ description: 'The person’s name.' })
  name!: string

  @Phone({ description: 'Telephone number.' })
  phone!: string

  @Text({ nullable: true, max: 60, description: 'Who it is to the owner, `sister`; null if not known.' })
  relation?: string | null
}

@InputType({ description: 'What is known of a client.' })
export class OwnerDetailsInput {
  @Email({ nullable: true, description: 'E-mail address; null for none.' })
  email?: string | null

  @Phone({
    nullable: true,
    description: 'The primary telephone number alone; null removes it, and the next one becomes primary.',
  })
  phone?: string | null

  @Field(() => [OwnerPhoneInput], {
    nullable: true,
    description:
      'All telephone numbers, the primary one first, at most 10; replaces those there are. BAD_USER_INPUT together with `phone`, or with a number twice.',
  })
  phones?: OwnerPhoneInput[] | null

  @Field(() => ContactMethod, {
    nullable: true,
    description:
      'How to contact the owner; BAD_USER_INPUT without an address of that kind. If null: by e-mail if there is an address, else by telephone. If omitted, it stays as long as it is possible.',
  })
  preferredContact?: ContactMethod | null

  @Field(() => PostalAddressInput, {
    nullable: true,
    description: 'The primary postal address alone; null removes it, and the next one becomes primary.',
  })
  address?: PostalAddressInput | null

  @Field(() => [OwnerAddressInput], {
    nullable: true,
    description:
      'All postal addresses, the primary one first, at most 10; replaces those there are. BAD_USER_INPUT together with `address`.',
  })
  addresses?: OwnerAddressInput[] | null

  @Field(() => EmergencyContactInput, {
    nullable: true,
    description: 'Whom to call when the owner cannot be reached; null for nobody.',
  })
  emergencyContact?: EmergencyContactInput | null

  @Text({ nullable: true, max: maxNote, description: 'Internal notes for staff; null for none.' })
  notes?: string | null
}

@InputType({ description: 'A new owner.' })
export class CreateOwnerInput extends OwnerDetailsInput {
  @Text({ description: 'Given name.' })
  firstName!: string

  @Text({ description: 'Family name.' })
  lastName!: string
}

@InputType({ description: 'A change to an owner; omitted fields stay unchanged.' })
export class UpdateOwnerInput extends OwnerDetailsInput {
  @Field(() => ID, { description: 'The owner’s id.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ nullable: true, description: 'Given name.' })
  firstName?: string | null

  @Text({ nullable: true, description: 'Family name.' })
  lastName?: string | null
}

@InputType({ description: 'The viewer’s own contact details; omitted fields stay unchanged.' })
export class UpdateMyContactDetailsInput {
  @BasedOnVersion()
  version!: number

  @Phone({ nullable: true, description: 'Telephone number; null for none.' })
  phone?: string | null

  @Field(() => PostalAddressInput, { nullable: true, description: 'The whole address; null for none.' })
  address?: PostalAddressInput | null
}

@InputType({ description: 'Filters; an owner is required.' })
export class OwnerChangeFilter {
  @Field(() => ID, { description: 'The owner’s id.' })
  ownerId!: string
}

@ObjectType({ description: 'A change of an owner’s details.' })
export class OwnerChange {
  @Field(() => Owner, { description: 'The owner after the change.' })
  owner!: Owner

  @Field(() => Date, { description: 'When it happened.' })
  at!: Date
}

@InputType({ description: 'Archives an owner who is no longer a client.' })
export class ArchiveOwnerInput {
  @Field(() => ID, { description: 'The owner’s id.' })
  id!: string

  @Field(() => Int, {
    nullable: true,
    description:
      'The version that the decision is based on; CONFLICT if it is not the latest. Not checked if omitted.',
  })
  version?: number | null

  @Text({ max: maxReason, description: 'The reason.' })
  reason!: string
}

@InputType({ description: 'An archived owner to reactivate.' })
export class ReactivateOwnerInput {
  @Field(() => ID, { description: 'The owner’s id.' })
  id!: string

  @Field(() => Int, {
    nullable: true,
    description: 'The version the decision is based on; the present one if omitted.',
  })
  version?: number | null
}
