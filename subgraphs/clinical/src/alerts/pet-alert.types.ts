import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { PetAlertKind, PetAlertSeverity } from './pet-alert.table.ts'

registerEnumType(PetAlertKind, {
  name: 'PetAlertKind',
  description: 'What a patient alert is about.',
  valuesConfig: {
    ALLERGY: { description: 'An allergy or intolerance; the only kind that the owner sees.' },
    BEHAVIOUR: { description: 'How the animal behaves when handled: bites, scratches, is afraid.' },
    MEDICAL: { description: 'A condition that every treatment must respect.' },
    OTHER: { description: 'Anything else.' },
  },
})

registerEnumType(PetAlertSeverity, {
  name: 'PetAlertSeverity',
  description: 'How serious a patient alert is; severe ones are listed first.',
  valuesConfig: {
    SEVERE: { description: 'A danger to life or health.' },
    MODERATE: { description: 'Requires care.' },
    MILD: { description: 'For information.' },
  },
})

@ObjectType({ description: 'Something that whoever handles a pet must know first.' })
export class PetAlert {
  @Field(() => ID, { description: 'Permanent id.' })
  id!: string

  @Field(() => PetAlertKind, { description: 'What it is about.' })
  kind!: PetAlertKind

  @Field(() => PetAlertSeverity, { description: 'How serious it is.' })
  severity!: PetAlertSeverity

  @Field(() => String, { description: 'The alert in words, up to 200 characters.' })
  text!: string

  @Field(() => Date, { description: 'When it was entered.' })
  addedAt!: Date

  @Field(() => Date, { nullable: true, description: 'When it was removed; null while it is in force.' })
  removedAt!: Date | null

  addedBy!: string
  substanceId!: string | null
}

@InputType({ description: 'A new patient alert.' })
export class AddPetAlertInput {
  @Field(() => ID, { description: 'The patient.' })
  petId!: string

  @Field(() => PetAlertKind, { description: 'What it is about.' })
  kind!: PetAlertKind

  @Field(() => PetAlertSeverity, { description: 'How serious it is.' })
  severity!: PetAlertSeverity

  @Field(() => ID, {
    nullable: true,
    description:
      'The substance of an ALLERGY: prescribing it or another one of its family is stopped. BAD_USER_INPUT with another kind; CONFLICT when the chart has this allergy already.',
  })
  substanceId?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The alert in words, up to 200 characters; may be left out with a substance. The owner reads that of an ALLERGY.',
  })
  text?: string | null
}

@InputType({ description: 'Takes an alert off a patient; the chart’s history keeps it.' })
export class RemovePetAlertInput {
  @Field(() => ID, { description: 'The alert.' })
  id!: string

  @Field(() => String, { description: 'Why it no longer holds, up to 1,000 characters.' })
  reason!: string
}
