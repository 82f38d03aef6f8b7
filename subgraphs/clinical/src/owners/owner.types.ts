import { connectionOf } from '@vetgraph/kit/connection'
import { BasedOnVersion, Email, Id, Phone, Text, Version } from '@vetgraph/kit/fields'
import { maxNote, maxReason } from '@vetgraph/kit/text'
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { ContactMethod } from './owner.table.ts'

registerEnumType(ContactMethod, {
  name: 'ContactMethod',
  description: 'How an owner wants to be reached.',
  valuesConfig: {
    EMAIL: { description: 'By e-mail.' },
    PHONE: { description: 'By a telephone call.' },
    SMS: { description: 'By text message.' },
  },
})

@ObjectType({ description: 'Where an owner lives.' })
export class PostalAddress {
  @Field(() => String, { nullable: true, description: 'Street and house number.' })
  street!: string | null

  @Field(() => String, { nullable: true, description: 'Town or city.' })
  city!: string | null

  @Field(() => String, { nullable: true, description: 'County, state or province.' })
  region!: string | null

  @Field(() => String, { nullable: true, description: 'Postal code as the country writes it.' })
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

  @Field(() => String, { nullable: true, description: 'Telephone number as it was typed.' })
  phone!: string | null

  @Field(() => ContactMethod, { description: 'How the owner wants to be reached.' })
  preferredContact!: ContactMethod

  @Field(() => PostalAddress, {
    nullable: true,
    description: 'Postal address, as far as known.',
  })
  address!: PostalAddress | null

  @Field(() => Date, {
    nullable: true,
    description: 'When the owner was archived; null for a present client.',
  })
  archivedAt!: Date | null

  @Version()
  version!: number

  @Field(() => Date, { description: 'When the owner was entered.' })
  createdAt!: Date

  @Field(() => Date, { description: 'When anything here was last changed.' })
  updatedAt!: Date

  notes!: string | null
}

@ObjectType({ description: 'A page of owners.' })
export class OwnerConnection extends connectionOf(() => Owner, 'Owner', 'owners') {}

@InputType({ description: 'Which owners to list.' })
export class OwnerFilter {
  @Directive('@cost(weight: 10)')
  @Field(() => String, {
    nullable: true,
    description:
      'Name, telephone, e-mail or a pet’s name, or parts of these; small typing mistakes are forgiven and the best match comes first. One letter is the beginning of the family name.',
  })
  search?: string | null

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'True for archived owners only, false for present ones, null for both.',
  })
  archived?: boolean | null
}

@InputType({ description: 'A postal address; a part left out is empty.' })
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
    description: 'How to reach the owner; by e-mail when there is an address, else by telephone.',
  })
  preferredContact?: ContactMethod | null

  @Field(() => PostalAddressInput, { nullable: true, description: 'The whole address; null for none.' })
  address?: PostalAddressInput | null

  @Text({ nullable: true, max: maxNote, description: 'For staff only; null for none.' })
  notes?: string | null
}

@InputType({ description: 'A new client.' })
export class CreateOwnerInput extends OwnerDetailsInput {
  @Text({ description: 'Given name.' })
  firstName!: string

  @Text({ description: 'Family name.' })
  lastName!: string
}

@InputType({ description: 'A change to an owner; what is left out stays as it is.' })
export class UpdateOwnerInput extends OwnerDetailsInput {
  @Field(() => ID, { description: 'The owner.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ nullable: true, description: 'Given name.' })
  firstName?: string | null

  @Text({ nullable: true, description: 'Family name.' })
  lastName?: string | null
}

@InputType({ description: 'How one is reached oneself; what is left out stays as it is.' })
export class UpdateMyContactDetailsInput {
  @BasedOnVersion()
  version!: number

  @Phone({ nullable: true, description: 'Telephone number; null for none.' })
  phone?: string | null

  @Field(() => PostalAddressInput, { nullable: true, description: 'The whole address; null for none.' })
  address?: PostalAddressInput | null
}

@InputType({ description: 'Whose changes to hear of.' })
export class OwnerChangeFilter {
  @Field(() => ID, { description: 'The owner.' })
  ownerId!: string
}

@ObjectType({ description: 'Something about an owner changed.' })
export class OwnerChange {
  @Field(() => Owner, { description: 'The owner as it is now.' })
  owner!: Owner

  @Field(() => Date, { description: 'When it happened.' })
  at!: Date
}

@InputType({ description: 'Archives a client who no longer comes.' })
export class ArchiveOwnerInput {
  @Field(() => ID, { description: 'The owner.' })
  id!: string

  @Field(() => Int, {
    nullable: true,
    description: 'The version the decision is based on; left out, the present one.',
  })
  version?: number | null

  @Text({ max: maxReason, description: 'Why.' })
  reason!: string
}
