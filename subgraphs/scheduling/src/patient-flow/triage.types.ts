import { BasedOnVersion, Text } from '@vetgraph/kit/fields'
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { TriageLevel } from '../appointments/appointment.table.ts'

registerEnumType(TriageLevel, {
  name: 'TriageLevel',
  description:
    'How urgent a patient is: the five levels of the Veterinary Triage List, the most urgent first (Ruys LJ, Gunning M, Teske E, Robben JH, Sigrist NE: Evaluation of a veterinary triage list modified from a human five-point triage system in 485 dogs and cats. J Vet Emerg Crit Care 2012; 22(3):303-312, doi:10.1111/j.1476-4431.2012.00736.x).',
  valuesConfig: {
    RED: { description: 'Immediate: to be seen at once.' },
    ORANGE: { description: 'Very urgent: to be seen within 15 minutes.' },
    YELLOW: { description: 'Urgent: to be seen within 30 to 60 minutes; `seeBy` is after 60.' },
    GREEN: { description: 'Standard: to be seen within 120 minutes. Untriaged patients wait among these.' },
    BLUE: { description: 'Non-urgent: the scale says no time.' },
  },
})

@ObjectType({ description: 'How urgent a patient was found to be on arrival or since.' })
export class Triage {
  @Field(() => TriageLevel, { description: 'The triage level.' })
  level!: TriageLevel

  @Field(() => Date, { description: 'When the level was last set.' })
  at!: Date

  @Field(() => Date, {
    nullable: true,
    description: 'When a vet should see the patient at the latest, counted from the arrival; null for BLUE.',
  })
  seeBy!: Date | null

  @Field(() => String, { nullable: true, description: 'What was found; null if nothing was noted.' })
  note!: string | null
}

@InputType({ description: 'How urgent a patient in the hospital is.' })
export class TriageAppointmentInput {
  @Field(() => ID, { description: 'The appointment’s id; the patient has arrived and is not treated yet.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Field(() => TriageLevel, { description: 'The triage level.' })
  level!: TriageLevel

  @Text({ description: 'What was found', max: 500, nullable: true })
  note?: string | null
}
