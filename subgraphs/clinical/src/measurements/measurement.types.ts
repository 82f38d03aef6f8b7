import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { Weight } from '../pets/pet.types.ts'

export enum WeightUnit {
  KG = 'KG',
  LB = 'LB',
}

registerEnumType(WeightUnit, {
  name: 'WeightUnit',
  description: 'What a weight is measured in.',
  valuesConfig: {
    KG: { description: 'Kilograms.' },
    LB: { description: 'Pounds of 0.45359237 kg.' },
  },
})

@ObjectType({ description: 'A page of weights, the latest measured first.' })
export class WeightConnection extends connectionOf(() => Weight, 'Weight', 'weights') {}

@ObjectType({ description: 'Vital signs that were measured together; null for what was not.' })
export class Vitals {
  @Field(() => ID, { description: 'Permanent id.' })
  id!: string

  @Field(() => Float, { nullable: true, description: 'Body temperature in °C, to a tenth.' })
  temperature!: number | null

  @Field(() => Int, { nullable: true, description: 'Heartbeats a minute.' })
  heartRate!: number | null

  @Field(() => Int, { nullable: true, description: 'Breaths a minute.' })
  respiratoryRate!: number | null

  @Field(() => Int, { nullable: true, description: 'Pain from 0 (none) to 4 (severe).' })
  painScore!: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'Body condition from 1 (emaciated) over 5 (ideal) to 9 (obese).',
  })
  bodyConditionScore!: number | null

  @Field(() => Date, { description: 'When they were measured.' })
  measuredAt!: Date
}

@ObjectType({ description: 'A page of vital signs, the latest measured first.' })
export class VitalsConnection extends connectionOf(() => Vitals, 'Vitals', 'vital signs') {}

@InputType({ description: 'When something was measured.' })
class MeasurementInput {
  @Field(() => ID, { description: 'The patient.' })
  petId!: string

  @Field(() => Date, {
    nullable: true,
    description: 'When it was measured: not in the future, before birth or after death. Now if left out.',
  })
  measuredAt?: Date | null
}

@InputType({ description: 'A weight as the scale showed it.' })
export class RecordWeightInput extends MeasurementInput {
  @Field(() => Float, { description: 'How much, to a thousandth of the unit; more than 0.' })
  value!: number

  @Field(() => WeightUnit, { nullable: true, description: 'The unit; kilograms if left out.' })
  unit?: WeightUnit | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True to keep a weight that differs implausibly from the last one; without it that is a CONFLICT with `needsConfirmation`.',
  })
  confirmed?: boolean | null
}

@InputType({ description: 'Vital signs; at least one.' })
export class RecordVitalsInput extends MeasurementInput {
  @Field(() => Float, { nullable: true, description: 'Body temperature, 20 to 45 °C, to a tenth.' })
  temperature?: number | null

  @Field(() => Int, { nullable: true, description: 'Heartbeats a minute, 1 to 1,000.' })
  heartRate?: number | null

  @Field(() => Int, { nullable: true, description: 'Breaths a minute, 1 to 500.' })
  respiratoryRate?: number | null

  @Field(() => Int, { nullable: true, description: 'Pain from 0 (none) to 4 (severe).' })
  painScore?: number | null

  @Field(() => Int, { nullable: true, description: 'Body condition from 1 to 9; 5 is ideal.' })
  bodyConditionScore?: number | null
}

@InputType({ description: 'Takes back a weight or vital signs that were entered in error.' })
export class RetractMeasurementInput {
  @Field(() => ID, { description: 'The weight or the vital signs.' })
  id!: string

  @Field(() => String, { description: 'Why, up to 1,000 characters.' })
  reason!: string
}
