import { BasedOnVersion, Text } from '@vetgraph/kit/fields'
import { Field, ID, InputType, Int } from 'type-graphql'
import { TreatmentFrequency, TreatmentOutcome } from './treatment.table.ts'

@InputType({ description: 'A new cage, or with `id` a change of one.' })
export class SaveCageInput {
  @Field(() => ID, { nullable: true, description: 'The cage that is changed; a new one if left out.' })
  id?: string | null

  @Field(() => Int, { nullable: true, description: 'The version of it that was seen; needed with `id`.' })
  version?: number | null

  @Field(() => ID, { description: 'Its location.' })
  locationId!: string

  @Text({ description: 'The ward in which it stands: “Cats”, “Isolation”.', max: 60 })
  ward!: string

  @Text({ description: 'Its name. CONFLICT if another cage of the ward has it.', max: 60 })
  name!: string

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether no patient comes into it any more; CONFLICT while one is in it.',
  })
  retired!: boolean
}

@InputType({ description: 'Which stays; a location or a patient is needed.' })
export class InPatientFilter {
  @Field(() => ID, {
    nullable: true,
    description: 'Those who are at this location now; FORBIDDEN for staff of other locations.',
  })
  locationId?: string | null

  @Field(() => ID, { nullable: true, description: 'All stays of this patient, past ones too.' })
  petId?: string | null
}

@InputType({ description: 'A patient who stays in the hospital.' })
export class AdmitPetInput {
  @Field(() => ID, { description: 'The patient, who is alive and not in the hospital.' })
  petId!: string

  @Field(() => ID, { description: 'Where.' })
  locationId!: string

  @Field(() => ID, { description: 'A free cage of the location.' })
  cageId!: string

  @Field(() => ID, { nullable: true, description: 'The visit from which it stays; one of this patient.' })
  appointmentId?: string | null

  @Field(() => ID, { nullable: true, description: 'The vet who is responsible: the viewer if left out.' })
  vetId?: string | null

  @Text({ description: 'Why it stays.', max: 500 })
  reason!: string
}

@InputType({ description: 'An in-patient with the version that was seen.' })
export class InPatientInput {
  @Field(() => ID, { description: 'The stay.' })
  id!: string

  @BasedOnVersion()
  version!: number
}

@InputType({ description: 'Another cage for an in-patient.' })
export class MoveInPatientInput extends InPatientInput {
  @Field(() => ID, { description: 'A free cage of the same location.' })
  cageId!: string
}

@InputType({ description: 'What the next shift must know of an in-patient.' })
export class HandOverInPatientInput extends InPatientInput {
  @Text({ description: 'In place of what was said before.', max: 2000 })
  note!: string
}

@InputType({ description: 'That an in-patient goes home.' })
export class DischargePetInput extends InPatientInput {
  @Text({ description: 'What is to be done at home; its owner reads it.', max: 4000 })
  instructions!: string
}

@InputType({ description: 'What is to be done for an in-patient, and how often.' })
export class OrderTreatmentInput {
  @Field(() => ID, { description: 'The stay, one that has not ended.' })
  inPatientId!: string

  @Text({ description: 'What: a medicine, a fluid, food, a check.' })
  name!: string

  @Text({ description: 'How much and how: “5 mg/kg iv”.', nullable: true })
  details?: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The entry of the price list that charges each time it is given, at discharge (B13); not charged if left out. BAD_USER_INPUT for a retired one.',
  })
  serviceId?: string | null

  @Field(() => TreatmentFrequency, { description: 'How often.' })
  frequency!: TreatmentFrequency

  @Field(() => Date, {
    nullable: true,
    description: 'From when: the first time of an interval. Now if left out; at most a week ahead, not past.',
  })
  startsAt?: Date | null
}

@InputType({ description: 'A treatment that is not wanted any more.' })
export class StopTreatmentInput {
  @Field(() => ID, { description: 'The treatment.' })
  id!: string

  @Text({ description: 'Why; it is kept.', max: 500 })
  reason!: string
}

@InputType({ description: 'What was done about a treatment.' })
export class RecordTreatmentInput {
  @Field(() => ID, { description: 'The treatment.' })
  treatmentId!: string

  @Field(() => Date, {
    nullable: true,
    description:
      'Which of its times, at most two hours ahead; null for a treatment as needed, and only for it.',
  })
  dueAt?: Date | null

  @Field(() => TreatmentOutcome, { description: 'Whether it was given.' })
  outcome!: TreatmentOutcome

  @Field(() => Date, {
    nullable: true,
    description: 'When, not in the future and not before the admission; now if left out.',
  })
  at?: Date | null

  @Text({ description: 'A value or remark; why, for what was skipped or held.', nullable: true, max: 500 })
  note?: string | null
}

@InputType({ description: 'An entry of the treatment sheet that was a mistake.' })
export class UndoTreatmentInput {
  @Field(() => ID, { description: 'The entry.' })
  id!: string

  @Text({ description: 'Why; it is kept with the entry.', max: 500 })
  reason!: string
}

@InputType({ description: 'Whose sheets to follow; all if left out.' })
export class TreatmentSheetFilter {
  @Field(() => ID, { nullable: true, description: 'Those of this location.' })
  locationId?: string | null

  @Field(() => ID, { nullable: true, description: 'That of this stay.' })
  inPatientId?: string | null
}
