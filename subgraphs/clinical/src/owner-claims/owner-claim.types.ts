import { Id } from '@vetgraph/kit/fields'
import { Field, ID, InputType, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A portal sign-up whose household could not be determined automatically.' })
export class OwnerClaim {
  @Id()
  id!: string

  @Field(() => String, { description: 'Given name, as typed when signing up.' })
  firstName!: string

  @Field(() => String, { description: 'Family name, as typed when signing up.' })
  lastName!: string

  @Field(() => String, { description: 'The verified e-mail address.' })
  email!: string

  @Field(() => String, {
    nullable: true,
    description: 'Telephone number given when signing up, E.164; not verified.',
  })
  phone!: string | null

  @Field(() => Date, { description: 'When the address was verified.' })
  createdAt!: Date

  ownerId!: string | null
}

@ObjectType({ description: 'Somebody signed up for the portal, or a sign-up was assigned to a household.' })
export class OwnerClaimChange {
  @Field(() => OwnerClaim, { description: 'The sign-up after the change.' })
  claim!: OwnerClaim

  @Field(() => Date, { description: 'When it happened.' })
  at!: Date
}

@InputType({ description: 'The household of a portal account: exactly one of `ownerId` and `createNew`.' })
export class DecideOwnerClaimInput {
  @Field(() => ID, { description: 'The sign-up’s id.' })
  id!: string

  @Field(() => ID, { nullable: true, description: 'The id of the owner record that the account belongs to.' })
  ownerId?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'True to create a new owner record, if the person is not yet known.',
  })
  createNew?: boolean | null
}
