import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Id } from '@vetgraph/kit/fields'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { PetStatus } from '../pets/pet.table.ts'

export enum TimelineKind {
  RECORD = 'RECORD',
  VACCINATION = 'VACCINATION',
  PRESCRIPTION = 'PRESCRIPTION',
  WEIGHT = 'WEIGHT',
  VITALS = 'VITALS',
  ALERT = 'ALERT',
  STATUS = 'STATUS',
  FILE = 'FILE',
}

registerEnumType(TimelineKind, {
  name: 'TimelineKind',
  description: 'What an entry of a patient’s timeline is.',
  valuesConfig: {
    RECORD: { description: 'A medical record, by when it happened; its owner sees released ones.' },
    VACCINATION: {
      description: 'A vaccination, at noon UTC of its day; its owner sees what was given and holds.',
    },
    PRESCRIPTION: { description: 'A prescription, by when it was written.' },
    WEIGHT: { description: 'A weight, by when it was measured, without what was taken back.' },
    VITALS: { description: 'Vital signs, by when they were measured; for staff who read medical records.' },
    ALERT: {
      description:
        'An alert, by when it was added, also one that was removed; its owner sees allergies in force.',
    },
    FILE: { description: 'A file, by when it was taken; its owner sees what is released.' },
    STATUS: { description: 'A change of the patient’s status: death, inactive, transferred, active again.' },
  },
})

@ObjectType({ description: 'A change of a patient’s status.' })
export class PetStatusChange {
  @Id()
  id!: string

  @Field(() => PetStatus, { description: 'The status from then on.' })
  status!: PetStatus

  @Field(() => CalendarDate, { nullable: true, description: 'The day of death; null for another status.' })
  deceasedOn!: string | null

  @Field(() => Date, { description: 'When it was changed here.' })
  changedAt!: Date

  reason!: string | null
}

@ObjectType({
  description: 'Something on a patient’s timeline. Of the fields named after kinds one is given, by `kind`.',
})
export class TimelineEntry {
  @Field(() => TimelineKind, { description: 'What it is.' })
  kind!: TimelineKind

  @Field(() => Date, { description: 'When it happened; the timeline is in this order.' })
  at!: Date

  id!: string
  said!: Pick<PetStatusChange, 'status' | 'reason' | 'deceasedOn'> | null
}

@ObjectType({ description: 'A page of a patient’s timeline, the latest first.' })
export class TimelineConnection extends connectionOf(
  () => TimelineEntry,
  'TimelineEntry',
  'entries of a timeline',
) {}
