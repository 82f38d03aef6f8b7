import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { AddClosureInput } from '../closures/closure.types.ts'
import { AddLeaveInput, SaveRosterInput } from '../rosters/roster.types.ts'
import { Appointment } from './appointment.types.ts'

@InputType({ description: 'A change that is planned; exactly one of the fields is given.' })
export class AffectedAppointmentsInput {
  @Field(() => SaveRosterInput, { nullable: true, description: 'As for `saveRoster`; nothing is saved.' })
  roster?: SaveRosterInput | null

  @Field(() => AddLeaveInput, { nullable: true, description: 'As for `addLeave`; nothing is saved.' })
  leave?: AddLeaveInput | null

  @Field(() => AddClosureInput, { nullable: true, description: 'As for `addClosure`; nothing is saved.' })
  closure?: AddClosureInput | null
}

@InputType({ description: 'An appointment to move.' })
export class AppointmentToMoveInput {
  @Field(() => ID, { description: 'The appointment’s id.' })
  id!: string

  @Field(() => Int, { description: 'The version that the move is based on.' })
  version!: number
}

@InputType({ description: 'Appointments to move to another vet, another day, or both.' })
export class MoveAppointmentsInput {
  @Field(() => [AppointmentToMoveInput], { description: 'Which ones: 1 to 50.' })
  appointments!: AppointmentToMoveInput[]

  @Field(() => ID, { nullable: true, description: 'The new vet; unchanged if omitted.' })
  vetId?: string | null

  @Field(() => Int, {
    defaultValue: 0,
    description:
      'How many days later, at the same time by the location’s clock; earlier if negative. At most 60.',
  })
  days!: number
}

@ObjectType({ description: 'What became of an appointment that was to be moved.' })
export class MovedAppointment {
  @Field(() => Appointment, { nullable: true, description: 'The moved appointment; null if it was refused.' })
  appointment!: Appointment | null

  @Field(() => String, {
    nullable: true,
    description: 'The error code with which it was refused, such as CONFLICT; null if it was moved.',
  })
  code!: string | null

  @Field(() => String, { nullable: true, description: 'Why it was refused; null if it was moved.' })
  message!: string | null
}
