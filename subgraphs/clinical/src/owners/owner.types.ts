import { connectionOf } from '@vetgraph/kit/connection'
import { BasedOnVersion, Email, Id, Phone, Text, Version } from '@vetgraph/kit/fields'
import { maxNote, maxReason } from '@vetgraph/kit/text'
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { ContactMethod } from './owner.table.ts'

registerEnumType(ContactMethod, {
  name: 'ContactMethod',
  description: 'How an owner prefers to be contacted.',
  valuesConfig: {
    EMAIL: { description: 'By e-mail.' },
    PHONE: { description: 'By a telephone call.' },
    SMS: { description: 'By text message.' },
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
    description: 'Telephone number as it was typed; null if not known.',
  })
  phone!: string | null

  @Field(() => ContactMethod, { description: 'How the owner prefers to be contacted.' })
  preferredContact!: ContactMethod

  @Field(() => PostalAddress, {
    nullable: true,
    description: 'Postal address; null if not known.',
  })
  address!: PostalAddress | null

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

@InputType({ description: 'What is known of a client.' })
class OwnerDetailsInput {
  @Email({ nullable: true, description: 'E-mail address; null for none.' })
  email?: string | null

  @Phone({ nullable: true, description: 'Telephone number; null for none.' })
  phone?: string | null

  @Field(() => ContactMethod, {
    nullable: true,
    description: 'How to contact the owner; if omitted, by e-mail if there is an address, else by telephone.',
  })
  preferredContact?: ContactMethod | null

  @Field(() => PostalAddressInput, { nullable: true, description: 'The whole address; null for none.' })
  address?: PostalAddressInput | null

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
