import { connectionOf } from '@vetgraph/kit/reads/connection'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Directive, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
import { PrescriptionStopKind, type Override } from './prescription.table.ts'

export enum PrescriptionStatus {
  ACTIVE = 'ACTIVE',
  USED_UP = 'USED_UP',
  EXPIRED = 'EXPIRED',
  CANCELLED = 'CANCELLED',
}

registerEnumType(PrescriptionStatus, {
  name: 'PrescriptionStatus',
  description: 'Whether something may still be handed out.',
  valuesConfig: {
    ACTIVE: { description: 'Part of it can still be dispensed.' },
    USED_UP: { description: 'The whole authorised quantity was dispensed.' },
    EXPIRED: { description: 'Its last valid day has passed, in UTC.' },
    CANCELLED: { description: 'A prescriber has ended it.' },
  },
})

registerEnumType(PrescriptionStopKind, {
  name: 'PrescriptionStopKind',
  description: 'Why a prescription is stopped.',
  valuesConfig: {
    ALLERGY: { description: 'The pet is allergic to the substance or to its family.' },
    SPECIES: { description: 'The formulary forbids the substance for the species.' },
    MAX_DOSE: { description: 'The dose is above the maximum, or cannot be checked without a recent weight.' },
    INTERACTION: { description: 'The pet has a substance that must not be given together with it.' },
  },
})

@ObjectType({ description: 'Something that speaks against a prescription.' })
export class PrescriptionStop {
  @Field(() => ID, { description: 'Identifies the stop in `overrides`.' })
  id!: string

  @Field(() => PrescriptionStopKind, { description: 'What it is about.' })
  kind!: PrescriptionStopKind

  @Field(() => String, { description: 'What the prescriber must know.' })
  message!: string
}

@ObjectType({ description: 'A stop that the prescriber has overridden.' })
export class PrescriptionOverride {
  @Field(() => PrescriptionStopKind, { description: 'What the stop was about.' })
  kind!: PrescriptionStopKind

  @Field(() => String, { description: 'What the prescriber was told.' })
  message!: string

  @Field(() => String, { description: 'Why it was prescribed all the same.' })
  reason!: string
}

@ObjectType({ description: 'Some of a prescription that was handed out, or brought back.' })
export class Dispense {
  @Field(() => ID, { description: 'Permanent id.' })
  id!: string

  @Field(() => Float, { description: 'How much, in the prescription’s unit.' })
  quantity!: number

  @Field(() => Date, { description: 'When it was handed out.' })
  dispensedAt!: Date

  dispensedBy!: string
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A medicine that a vet has prescribed for a pet.' })
export class Prescription {
  @Field(() => ID, { description: 'Permanent id.' })
  id!: string

  @Field(() => String, { description: 'The number of the prescriber when it was written.' })
  prescriberNumber!: string

  @Field(() => String, { description: 'The medicine with strength and form.' })
  drug!: string

  @Field(() => String, { description: 'What is counted: `tablet`, `ml`.' })
  unit!: string

  @Field(() => String, { description: 'How often it is given.' })
  frequency!: string

  @Field(() => String, { nullable: true, description: 'How it is given, for the owner.' })
  instructions!: string | null

  @Field(() => Int, { description: 'How often the quantity may be dispensed again.' })
  repeats!: number

  @Field(() => CalendarDate, { description: 'The last day on which it may be dispensed.' })
  expiresOn!: string

  @Field(() => Date, { description: 'When it was prescribed.' })
  prescribedAt!: Date

  @Field(() => Date, {
    nullable: true,
    description: 'When it was cancelled; null when it was not.',
  })
  cancelledAt!: Date | null

  @Field(() => Int, { description: 'Counts the saves; send it back with a change.' })
  version!: number

  petId!: string
  prescriberId!: string
  substanceId!: string
  itemId!: string | null
  dose!: number | null
  quantity!: number
  authorised!: number
  dispensed!: number
  overrides!: readonly Override[]
  cancelReason!: string | null
}

@ObjectType({ description: 'A page of prescriptions, the latest first.' })
export class PrescriptionConnection extends connectionOf(
  () => Prescription,
  'Prescription',
  'prescriptions',
) {}
