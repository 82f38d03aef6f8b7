import { Field, ID, InputType, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A client who owns a pet together with its owner and sees it in the portal.' })
export class CoOwner {
  @Field(() => Date, { description: 'Since when the pet is shown to them.' })
  addedAt!: Date

  ownerId!: string
  addedBy!: string
}

@InputType({ description: 'A pet and a client who owns it together with its owner.' })
export class CoOwnerInput {
  @Field(() => ID, { description: 'The pet.' })
  petId!: string

  @Field(() => ID, { description: 'The client.' })
  ownerId!: string
}
