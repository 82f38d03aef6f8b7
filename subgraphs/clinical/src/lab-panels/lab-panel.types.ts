import { Id, Text, Version } from '@vetgraph/kit/fields'
import { Directive, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql'

@Directive('@key(fields: "id")')
@ObjectType({ description: 'What is ordered of a laboratory at once, as a blood count: its tests.' })
export class LabPanel {
  @Id()
  id!: string

  @Field(() => String, { description: 'What it is called.' })
  name!: string

  @Field(() => String, { description: 'What is taken from the patient for it: `EDTA blood, 1 ml`.' })
  sample!: string

  @Field(() => Date, { nullable: true, description: 'Since when it is no longer ordered; null in use.' })
  retiredAt!: Date | null

  @Version()
  version!: number

  serviceId!: string | null
}

@ObjectType({ description: 'What a panel measures.' })
export class LabTest {
  @Id()
  id!: string

  @Field(() => String, { description: 'Its short name: `HCT`.' })
  code!: string

  @Field(() => String, { description: 'Its name.' })
  name!: string

  @Field(() => String, {
    nullable: true,
    description: 'The unit of its values, a code of UCUM: `g/L`; null for what is described in words.',
  })
  unit!: string | null

  @Field(() => Date, { nullable: true, description: 'Since when it is no longer measured; null in use.' })
  retiredAt!: Date | null

  @Version()
  version!: number
}

@ObjectType({ description: 'The reference range of a test for a species at an age.' })
export class LabRange {
  @Field(() => Int, { description: 'The age in months at which it begins, inclusive.' })
  fromMonths!: number

  @Field(() => Int, {
    nullable: true,
    description: 'The age in months at which it ends, exclusive; null for no limit.',
  })
  toMonths!: number | null

  speciesId!: string
  low!: number | null
  high!: number | null
  criticalLow!: number | null
  criticalHigh!: number | null
}

@InputType({ description: 'A panel as a whole: a new one, or with `id` and `version` the change of one.' })
export class SaveLabPanelInput {
  @Field(() => ID, { nullable: true, description: 'The panel to change; left out, a new one is made.' })
  id?: string | null

  @Field(() => Int, { nullable: true, description: 'The version that the change is based on.' })
  version?: number | null

  @Text({ description: 'What it is called.' })
  name!: string

  @Text({ description: 'What is taken from the patient for it.' })
  sample!: string

  @Field(() => ID, {
    nullable: true,
    description:
      'The entry of the price list that charges each order (B13); not charged if left out. BAD_USER_INPUT for a retired one.',
  })
  serviceId?: string | null

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it is no longer ordered.' })
  retired!: boolean
}

@InputType({ description: 'A reference range; a limit that is left out is none. At most three decimals.' })
export class LabRangeInput {
  @Field(() => ID, { description: 'The species.' })
  speciesId!: string

  @Field(() => Int, { defaultValue: 0, description: 'The age in months at which it begins, inclusive.' })
  fromMonths!: number

  @Field(() => Int, {
    nullable: true,
    description: 'The age in months at which it ends, exclusive; null for no limit.',
  })
  toMonths?: number | null

  @Field(() => Float, { nullable: true, description: 'Values below are low.' })
  low?: number | null

  @Field(() => Float, { nullable: true, description: 'Values above are high.' })
  high?: number | null

  @Field(() => Float, { nullable: true, description: 'Values below are critical.' })
  criticalLow?: number | null

  @Field(() => Float, { nullable: true, description: 'Values above are critical.' })
  criticalHigh?: number | null
}

@InputType({ description: 'A test as a whole: a new one, or with `id` and `version` the change of one.' })
export class SaveLabTestInput {
  @Field(() => ID, { nullable: true, description: 'The test to change; left out, a new one is made.' })
  id?: string | null

  @Field(() => Int, { nullable: true, description: 'The version that the change is based on.' })
  version?: number | null

  @Field(() => ID, { description: 'Its panel; a test stays in it.' })
  panelId!: string

  @Text({ description: 'Its short name.', max: 20 })
  code!: string

  @Text({ description: 'Its name.' })
  name!: string

  @Text({
    description: 'A code of UCUM: `g/L`; left out for what is described in words.',
    nullable: true,
    max: 50,
  })
  unit?: string | null

  @Field(() => [LabRangeInput], {
    description:
      'Its ranges in place of those before, at most 50; results keep what they were compared with.',
  })
  ranges!: LabRangeInput[]

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it is no longer measured.' })
  retired!: boolean
}
