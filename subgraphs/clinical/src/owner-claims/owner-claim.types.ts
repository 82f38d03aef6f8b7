import { Id } from '@vetgraph/kit/fields'
import { Field, ID, InputType, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Somebody who signed up for the portal, whose household is not plain.' })
export class OwnerClaim {
  @Id()
  id!: string

  @Field(() => String, { description: 'Given name, as typed when signing up.' })
  firstName!: string

  @Field(() => String, { description: 'Family name, as typed when signing up.' })
  lastName!: string

  @Field(() => String, { description: 'The e-mail address, which is proved to be theirs.' })
  email!: string

  @Field(() => String, { nullable: true, description: 'Telephone as typed; not proved.' })
  phone!: string | null

  @Field(() => Date, { description: 'When the address was verified.' })
  createdAt!: Date

  ownerId!: string | null
}

@ObjectType({ description: 'Somebody signed up for the portal, or their household was decided.' })
export class OwnerClaimChange {
  @Field(() => OwnerClaim, { description: 'The sign-up as it is now.' })
  claim!: OwnerClaim

  @Field(() => Date, { description: 'When it happened.' })
  at!: Date
}

@InputType({ description: 'Which household a portal account belongs to: one of `ownerId` and `createNew`.' })
export class DecideOwnerClaimInput {
  @Field(() => ID, { description: 'Which sign-up.' })
  id!: string

  @Field(() => ID, { nullable: true, description: 'The client it is.' })
  ownerId?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'True when it is nobody the hospital knows: a new client.',
  })
  createNew?: boolean | null
}
