import { CalendarDate } from '@vetgraph/kit/scalars'
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql'
import { Appointment } from '../appointments/appointment.types.ts'

@ObjectType({
  description: 'The patients of a location now: who is expected, who is in the hospital, who has left.',
})
export class PatientFlow {
  @Field(() => CalendarDate, { description: 'The present day in the location’s time zone.' })
  date!: string

  @Directive('@listSize(assumedSize: 100)')
  @Field(() => [Appointment], {
    description:
      'Today’s appointments that were neither cancelled nor missed, and those of the two days before whose patient is still in the hospital; the status is the stage. Those to be seen first come first: by triage level (untriaged as GREEN), then by arrival, or by start before it. At most 300.',
  })
  appointments!: Appointment[]
}

@InputType({ description: 'Filters; all changes that the viewer may see if omitted.' })
export class PatientFlowChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Only patients at this location.' })
  locationId?: string | null
}
