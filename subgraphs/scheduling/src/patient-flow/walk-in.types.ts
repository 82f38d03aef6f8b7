import { BasedOnVersion, Text } from '@vetgraph/kit/fields'
import { Field, ID, InputType } from 'type-graphql'
import { TriageLevel } from '../appointments/appointment.table.ts'

const vet = {
  nullable: true,
  description:
    'The vet’s id, on duty or not. If omitted: the viewer who is a vet, else the vet on duty who has the fewest patients in the hospital.',
}

@InputType({
  description: 'A pet that is brought without an appointment; at any hour, also when the location is closed.',
})
export class RegisterWalkInInput {
  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string

  @Field(() => ID, { description: 'The id of the appointment type.' })
  typeId!: string

  @Field(() => ID, {
    nullable: true,
    description: 'The pet’s id; the pet must be active. If omitted: `patientDescription` is required.',
  })
  petId?: string | null

  @Field(() => ID, vet)
  vetId?: string | null

  @Text({ description: 'What the patient looks like, while nobody knows it.', nullable: true })
  patientDescription?: string | null

  @Text({
    description: 'Who brought it and how to reach them, while the owner is not known.',
    nullable: true,
  })
  broughtBy?: string | null

  @Text({ description: 'The reason for the visit.', max: 500, nullable: true })
  reason?: string | null

  @Field(() => TriageLevel, { nullable: true, description: 'How urgent it is, if that was seen at once.' })
  level?: TriageLevel | null
}

@InputType({ description: 'What became known of a walk-in; what is omitted stays.' })
export class UpdateWalkInInput {
  @Field(() => ID, { description: 'The appointment’s id; the patient is still in the hospital.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Field(() => ID, {
    nullable: true,
    description: 'The pet’s id, once the patient is known; CONFLICT if another one is known already.',
  })
  petId?: string | null

  @Field(() => ID, { nullable: true, description: 'The id of the vet who takes over, on duty or not.' })
  vetId?: string | null

  @Text({ description: 'What the patient looks like.', nullable: true })
  patientDescription?: string | null

  @Text({ description: 'Who brought it and how to reach them.', nullable: true })
  broughtBy?: string | null
}
