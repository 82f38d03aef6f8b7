import { Id } from '@vetgraph/kit/fields'
import { Field, ID, InputType, ObjectType } from 'type-graphql'

@ObjectType({
  description: 'A time that is held for somebody who decides or pays. It ends by itself.',
})
export class SlotHold {
  @Id()
  id!: string

  @Field(() => Date, { description: 'Start of the appointment that it is held for, an instant.' })
  startsAt!: Date

  @Field(() => Date, { description: 'End of the appointment that it is held for, an instant, exclusive.' })
  endsAt!: Date

  @Field(() => Date, { description: 'Until when it is held.' })
  expiresAt!: Date

  petId!: string
  typeId!: string
  vetId!: string
  roomId!: string | null
  locationId!: string
  heldBy!: string
}

@InputType({ description: 'A free time to hold, and the appointment it is for.' })
export class HoldSlotInput {
  @Field(() => ID, { description: 'The pet’s id; for owners one of their own.' })
  petId!: string

  @Field(() => ID, { description: 'The vet’s id; the vet must be on duty for the whole appointment.' })
  vetId!: string

  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string

  @Field(() => ID, { description: 'The id of the appointment type, which gives the duration.' })
  typeId!: string

  @Field(() => Date, {
    description:
      'Start: an instant in the future and as far ahead as the location books, on a full five minutes.',
  })
  startsAt!: Date
}
