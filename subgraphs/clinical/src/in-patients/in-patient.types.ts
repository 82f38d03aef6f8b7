import { Id, Version } from '@vetgraph/kit/fields'
import { connectionOf } from '@vetgraph/kit/reads/connection'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql'
import { TreatmentFrequency, TreatmentOutcome } from './treatment.table.ts'

registerEnumType(TreatmentFrequency, {
  name: 'TreatmentFrequency',
  description:
    'How often something is done. Intervals are hours that have passed, over a change of the clock too; times of day are those of the location’s clock.',
  valuesConfig: {
    ONCE: { description: 'Once, when it starts.' },
    Q1H: { description: 'Every hour from its start.' },
    Q2H: { description: 'Every 2 hours from its start.' },
    Q4H: { description: 'Every 4 hours from its start.' },
    Q6H: { description: 'Every 6 hours from its start.' },
    Q8H: { description: 'Every 8 hours from its start.' },
    Q12H: { description: 'Every 12 hours from its start.' },
    Q24H: { description: 'Every 24 hours from its start.' },
    SID: { description: 'Once a day, at 08:00.' },
    BID: { description: 'Twice a day, at 08:00 and 20:00.' },
    TID: { description: 'Three times a day, at 06:00, 14:00 and 22:00.' },
    QID: { description: 'Four times a day, at 06:00, 12:00, 18:00 and 23:00.' },
    CONTINUOUS: { description: 'Runs until it is stopped; looked at every hour from its start.' },
    PRN: { description: 'As needed, at no time.' },
  },
})

registerEnumType(TreatmentOutcome, {
  name: 'TreatmentOutcome',
  description: 'What became of a task.',
  valuesConfig: {
    GIVEN: { description: 'Done.' },
    SKIPPED: { description: 'Left out, for a reason.' },
    HELD: { description: 'Withheld for a reason: a vet decides how to go on.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A place for an in-patient.' })
export class Cage {
  @Id()
  id!: string

  @Field(() => String, { description: 'The ward in which it stands.' })
  ward!: string

  @Field(() => String, { description: 'Its name within the ward.' })
  name!: string

  @Field(() => Boolean, { description: 'Whether patients come into it; false once it is retired.' })
  active!: boolean

  @Version()
  version!: number

  locationId!: string
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'The stay of a patient in the hospital, from admission to discharge.' })
export class InPatient {
  @Id()
  id!: string

  @Field(() => Date, { description: 'When it was admitted.' })
  admittedAt!: Date

  @Field(() => Date, { nullable: true, description: 'When it went home; null while it is in the hospital.' })
  dischargedAt!: Date | null

  @Field(() => String, { nullable: true, description: 'What is to be done at home; null until discharge.' })
  instructions!: string | null

  @Version()
  version!: number

  petId!: string
  locationId!: string
  cageId!: string
  appointmentId!: string | null
  vetId!: string
  reason!: string
  admittedBy!: string
  handOver!: string | null
  handOverAt!: Date | null
  handOverBy!: string | null
}

@ObjectType({ description: 'A page of stays.' })
export class InPatientConnection extends connectionOf(() => InPatient, 'InPatient', 'in-patients') {}

@ObjectType({ description: 'What the shift before wants to be known of an in-patient.' })
export class HandOver {
  @Field(() => String, { description: 'The note.' })
  note!: string

  @Field(() => Date, { description: 'When it was written.' })
  at!: Date

  by!: string
}

@ObjectType({ description: 'Something that is ordered for an in-patient.' })
export class Treatment {
  @Field(() => ID, { description: 'Permanent id.' })
  id!: string

  @Field(() => String, { description: 'What.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'How much and how.' })
  details!: string | null

  @Field(() => TreatmentFrequency, { description: 'How often.' })
  frequency!: TreatmentFrequency

  @Field(() => Date, { description: 'From when.' })
  startsAt!: Date

  @Field(() => Date, { nullable: true, description: 'Since when it is stopped; null while it runs.' })
  stoppedAt!: Date | null

  @Field(() => String, { nullable: true, description: 'Why it was stopped; null while it runs.' })
  stopReason!: string | null

  serviceId!: string | null
  orderedBy!: string
}

@ObjectType({ description: 'What was done about a treatment.' })
export class TreatmentEntry {
  @Field(() => ID, { description: 'Permanent id.' })
  id!: string

  @Field(() => TreatmentOutcome, { description: 'Whether it was given.' })
  outcome!: TreatmentOutcome

  @Field(() => Date, { description: 'When it was done, as whoever did it says.' })
  at!: Date

  @Field(() => String, {
    nullable: true,
    description: 'A value or remark; the reason for what was not given.',
  })
  note!: string | null

  @Field(() => Date, { nullable: true, description: 'When it was undone; null while it holds.' })
  undoneAt!: Date | null

  @Field(() => String, { nullable: true, description: 'Why it was undone; null while it holds.' })
  undoReason!: string | null

  dueAt!: Date | null
  enteredBy!: string
  undoneBy!: string | null
}

@ObjectType({ description: 'A treatment at one of its times.' })
export class TreatmentTask {
  @Field(() => Treatment, { description: 'What.' })
  treatment!: Treatment

  @Field(() => Date, { description: 'When it is due; it names the task within its treatment.' })
  dueAt!: Date

  @Field(() => Date, {
    description: 'From when it is overdue without an entry, and late with one: half an hour after its time.',
  })
  overdueAt!: Date

  @Field(() => TreatmentEntry, { nullable: true, description: 'What was done; null until something is.' })
  entry!: TreatmentEntry | null
}

@ObjectType({ description: 'A line of the treatment sheet.' })
export class TreatmentLine {
  @Field(() => Treatment, { description: 'What.' })
  treatment!: Treatment

  @Directive('@listSize(assumedSize: 4)')
  @Field(() => [TreatmentTask], { description: 'Its times of the day, in their order; at most 25.' })
  tasks!: TreatmentTask[]

  @Directive('@listSize(assumedSize: 1)')
  @Field(() => [TreatmentEntry], {
    description: 'What was given as needed on the day, and what was undone, in the order of its time.',
  })
  others!: TreatmentEntry[]
}

@ObjectType({ description: 'What is to be done for an in-patient on one day, and what was done.' })
export class TreatmentSheet {
  @Field(() => InPatient, { description: 'For whom.' })
  inPatient!: InPatient

  @Field(() => CalendarDate, { description: 'The day, of the location’s clock.' })
  date!: string

  @Directive('@listSize(assumedSize: 15)')
  @Field(() => [TreatmentLine], {
    description: 'What runs on the day, in the order in which it starts; at most 200.',
  })
  lines!: TreatmentLine[]
}

@ObjectType({ description: 'Something about a treatment sheet or its in-patient changed.' })
export class TreatmentSheetChange {
  @Field(() => InPatient, { description: 'Whose sheet.' })
  inPatient!: InPatient

  @Field(() => Date, { description: 'When it happened.' })
  at!: Date
}
