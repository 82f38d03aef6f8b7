import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'How a product is dosed for a species in a band of weight.' })
export class FormularyDose {
  @Field(() => ID, { description: 'Permanent id.' })
  id!: string

  @Field(() => String, { description: 'The product with strength and form.' })
  product!: string

  @Field(() => String, { description: 'How often it is given, `every 12 hours`.' })
  frequency!: string

  @Field(() => String, { description: 'What is given: `tablet`, `ml`.' })
  unit!: string

  @Field(() => Date, { nullable: true, description: 'Since when it is no longer offered.' })
  retiredAt!: Date | null

  @Field(() => Int, { description: 'Counts the saves; send it back with a change.' })
  version!: number

  itemId!: string | null
  substanceId!: string
  speciesId!: string
  minWeight!: number
  maxWeight!: number | null
  rate!: number
  maxRate!: number
  concentration!: number
  divisibleUnit!: number
}

@ObjectType({ description: 'A page of doses.' })
export class FormularyDoseConnection extends connectionOf(() => FormularyDose, 'FormularyDose', 'doses') {}

@InputType({ description: 'Which doses to list.' })
export class FormularyDoseFilter {
  @Field(() => String, { nullable: true, description: 'The beginning of the product’s name.' })
  search?: string | null

  @Field(() => ID, { nullable: true, description: 'Only those for this species.' })
  speciesId?: string | null

  @Field(() => Boolean, { nullable: true, description: 'True to list the retired ones too.' })
  includeRetired?: boolean | null
}

@InputType({ description: 'A dose of the formulary to save; numbers have up to three decimals.' })
export class SaveFormularyDoseInput {
  @Field(() => ID, { nullable: true, description: 'The dose to change; left out, a new one.' })
  id?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'The version the change is based on, needed with `id`; a stale one is a CONFLICT.',
  })
  version?: number | null

  @Field(() => String, { description: 'The product with strength and form, up to 200 characters.' })
  product!: string

  @Field(() => ID, { nullable: true, description: 'The item of the inventory; null for none.' })
  itemId?: string | null

  @Field(() => ID, { description: 'The active substance.' })
  substanceId!: string

  @Field(() => ID, { description: 'The species, `dog`.' })
  speciesId!: string

  @Field(() => Float, { description: 'The band of weight in kg: from here, inclusive.' })
  minKilograms!: number

  @Field(() => Float, {
    nullable: true,
    description:
      'The band of weight in kg: up to here, exclusive; null for no limit. A band that overlaps another one of the product is a CONFLICT.',
  })
  maxKilograms?: number | null

  @Field(() => Float, { description: 'The single dose in mg per kg of body weight.' })
  milligramsPerKilogram!: number

  @Field(() => Float, {
    description: 'The maximum single dose without a reason, in mg per kg of body weight.',
  })
  maxMilligramsPerKilogram!: number

  @Field(() => String, { description: 'How often it is given, up to 200 characters.' })
  frequency!: string

  @Field(() => Float, { description: 'The amount of the substance in one unit, in mg.' })
  milligramsPerUnit!: number

  @Field(() => String, { description: 'The unit: `tablet`, `ml`; up to 50 characters.' })
  unit!: string

  @Field(() => Float, { description: 'The part of a unit that can be given: 0.25 of a tablet.' })
  divisibleUnit!: number

  @Field(() => Boolean, {
    nullable: true,
    description: 'True to offer it no longer, false to offer it again.',
  })
  retired?: boolean | null
}

@ObjectType({
  description: 'What must not be prescribed without a reason: a substance to a species, or with another one.',
})
export class DrugStop {
  @Field(() => ID, { description: 'Permanent id.' })
  id!: string

  @Field(() => String, { description: 'The reason that the prescriber reads.' })
  reason!: string

  substanceId!: string
  speciesId!: string | null
  otherSubstanceId!: string | null
}

@ObjectType({ description: 'A page of stops.' })
export class DrugStopConnection extends connectionOf(() => DrugStop, 'DrugStop', 'stops') {}

@InputType({ description: 'A new stop: for a species or for a pair of substances, one of the two.' })
export class AddDrugStopInput {
  @Field(() => ID, { description: 'The substance.' })
  substanceId!: string

  @Field(() => ID, { nullable: true, description: 'The species that must not have it.' })
  speciesId?: string | null

  @Field(() => ID, { nullable: true, description: 'The substance that must not be given with it.' })
  otherSubstanceId?: string | null

  @Field(() => String, { description: 'Why, up to 200 characters: the prescriber reads it.' })
  reason!: string
}

@ObjectType({ description: 'A dose computed for a pet: weight × rate ÷ concentration.' })
export class Dose {
  @Field(() => Float, {
    description: 'How much at a time in the unit, rounded to its divisible part; never 0.',
  })
  quantity!: number

  @Field(() => String, { description: 'The unit: `tablet`, `ml`.' })
  unit!: string

  @Field(() => Float, { description: 'The amount of the substance in this quantity, in mg.' })
  milligrams!: number

  @Field(() => Float, { description: 'The maximum single dose without a reason, in the unit.' })
  maxQuantity!: number

  @Field(() => String, { description: 'How often it is given.' })
  frequency!: string

  @Field(() => Float, { description: 'The weight it was computed from, in kg to a gram.' })
  kilograms!: number

  @Field(() => Date, { description: 'When that weight was measured.' })
  measuredAt!: Date
}
