import { BasedOnVersion, Text } from '@vetgraph/kit/fields'
import { Field, Float, ID, InputType, Int, registerEnumType } from 'type-graphql'
import { LabUrgency } from './lab-order.table.ts'

export enum LabInboxKind {
  TO_ACKNOWLEDGE = 'TO_ACKNOWLEDGE',
  UNASSIGNED = 'UNASSIGNED',
  AWAITED = 'AWAITED',
}

registerEnumType(LabInboxKind, {
  name: 'LabInboxKind',
  description: 'What waits of the laboratory.',
  valuesConfig: {
    TO_ACKNOWLEDGE: { description: 'Results of patients that nobody has looked at.' },
    UNASSIGNED: { description: 'Results that fit no patient.' },
    AWAITED: { description: 'Orders whose results have not all come.' },
  },
})

@InputType({ description: 'Which of what waits.' })
export class LabInboxFilter {
  @Field(() => LabInboxKind, { nullable: true, description: 'TO_ACKNOWLEDGE if left out.' })
  kind?: LabInboxKind | null

  @Field(() => ID, { nullable: true, description: 'Only those that are this vet’s task.' })
  vetId?: string | null

  @Field(() => Boolean, { nullable: true, description: 'Only those with a critical value, or only others.' })
  critical?: boolean | null
}

@InputType({ description: 'Whose orders to follow; all if left out.' })
export class LabOrderChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Only those of this patient.' })
  petId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only those that are this vet’s task.' })
  vetId?: string | null
}

@InputType({ description: 'A panel that is ordered for a patient.' })
export class OrderLabTestInput {
  @Field(() => ID, { description: 'The patient, who is alive.' })
  petId!: string

  @Field(() => ID, { description: 'The panel, one in use.' })
  panelId!: string

  @Field(() => ID, { description: 'Where the sample is taken.' })
  locationId!: string

  @Field(() => LabUrgency, { defaultValue: LabUrgency.ROUTINE, description: 'How urgent it is.' })
  urgency!: LabUrgency

  @Text({
    description: 'What the laboratory must know; the owner does not read it.',
    nullable: true,
    max: 1000,
  })
  note?: string | null

  @Field(() => ID, { nullable: true, description: 'Whose task the results are: the viewer if left out.' })
  vetId?: string | null
}

@InputType({ description: 'An order with the version that was seen.' })
export class LabOrderInput {
  @Field(() => ID, { description: 'The order.' })
  id!: string

  @BasedOnVersion()
  version!: number
}

@InputType({ description: 'That the sample of an order was taken.' })
export class TakeLabSampleInput extends LabOrderInput {
  @Field(() => Date, { nullable: true, description: 'When, not in the future; now if left out.' })
  sampledAt?: Date | null
}

@InputType({ description: 'An order that is not wanted any more, or results that are nobody’s.' })
export class CancelLabOrderInput extends LabOrderInput {
  @Text({ description: 'Why; it is kept.', max: 1000 })
  reason!: string
}

@InputType({ description: 'The value of one test: a number, or words.' })
export class LabValueInput {
  @Field(() => ID, { description: 'The test, one of the panel.' })
  testId!: string

  @Field(() => Float, {
    nullable: true,
    description: 'The number in the test’s unit, at most three decimals and 1,000,000,000.',
  })
  value?: number | null

  @Text({ description: 'Words in place of a number.', nullable: true, max: 1000 })
  text?: string | null

  @Text({
    description: 'The unit as the laboratory wrote it; refused if it is not the test’s.',
    nullable: true,
    max: 50,
  })
  unit?: string | null
}

@InputType({
  description:
    'Results of an order, or with `panelId`, `locationId` and `patientText` results that fit no patient.',
})
export class RecordLabResultInput {
  @Field(() => ID, { nullable: true, description: 'The order that they answer.' })
  orderId?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'The version of the order that was seen; needed with it.',
  })
  version?: number | null

  @Field(() => ID, { nullable: true, description: 'Without an order: the panel.' })
  panelId?: string | null

  @Field(() => ID, { nullable: true, description: 'Without an order: where they came.' })
  locationId?: string | null

  @Text({ description: 'Without an order: whom the laboratory has named.', nullable: true })
  patientText?: string | null

  @Field(() => Date, {
    nullable: true,
    description: 'When the sample was taken; as the order says, or now, if left out.',
  })
  sampledAt?: Date | null

  @Field(() => [LabValueInput], {
    description: 'The values, one of each test, at most 100; none is allowed if no more come.',
  })
  values!: LabValueInput[]

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether no more come, though some of the panel are missing.',
  })
  complete!: boolean

  @Text({
    description: 'Why a value that was there is corrected; needed then, and kept with the old value.',
    nullable: true,
    max: 1000,
  })
  reason?: string | null
}

@InputType({ description: 'Whose results they are that fitted no patient.' })
export class AssignLabResultInput extends LabOrderInput {
  @Field(() => ID, { description: 'The patient, alive when the sample was taken.' })
  petId!: string

  @Field(() => ID, { nullable: true, description: 'Whose task they become: the viewer’s if left out.' })
  vetId?: string | null
}

@InputType({ description: 'That somebody has looked at results.' })
export class AcknowledgeLabResultInput extends LabOrderInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether the owner sees them from now on; final results only. Needs `medical-record:release`.',
  })
  release!: boolean
}
