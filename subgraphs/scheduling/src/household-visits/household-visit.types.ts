import { Id } from '@vetgraph/kit/fields'
import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { creditStopReason, VisitInput } from '../appointments/appointment.inputs.ts'

@ObjectType({
  description:
    'Several pets of one household that come together: they arrive at once, and one invoice charges all of them.',
})
export class HouseholdVisit {
  @Id()
  id!: string
}

@InputType({ description: 'An appointment of a household visit.' })
export class HouseholdAppointmentInput extends VisitInput {}

@InputType({ description: 'A household visit to book.' })
export class BookHouseholdVisitInput {
  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string

  @Field(() => [HouseholdAppointmentInput], {
    description:
      'The appointments, 2 to 10: on one day at the location, for pets of one owner. They may be with different vets, one after the other or at the same time.',
  })
  appointments!: HouseholdAppointmentInput[]

  @Field(() => String, creditStopReason)
  creditStopReason?: string | null
}
