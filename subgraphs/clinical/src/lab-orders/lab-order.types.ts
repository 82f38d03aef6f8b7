import { Id, Version } from '@vetgraph/kit/fields'
import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql'
import { LabFlag, LabOrderStatus, LabUrgency } from './lab-order.table.ts'

registerEnumType(LabUrgency, {
  name: 'LabUrgency',
  description: 'How urgent a laboratory order is.',
  valuesConfig: {
    ROUTINE: { description: 'With the next round.' },
    URGENT: { description: 'At once.' },
  },
})

registerEnumType(LabOrderStatus, {
  name: 'LabOrderStatus',
  description: 'How far a laboratory order is.',
  valuesConfig: {
    ORDERED: { description: 'The sample is to be taken.' },
    PENDING: { description: 'The sample was taken; no result yet.' },
    PARTIAL: { description: 'Some results have come.' },
    FINAL: { description: 'All results have come.' },
    CORRECTED: { description: 'Final results were corrected afterwards; the old values are kept.' },
    CANCELLED: { description: 'Not wanted any more, or results that were nobody’s.' },
  },
})

registerEnumType(LabFlag, {
  name: 'LabFlag',
  description: 'How a value stands to the reference range of its species and age at the time.',
  valuesConfig: {
    CRITICAL_LOW: { description: 'Below the lower critical limit: somebody must act.' },
    LOW: { description: 'Below the range.' },
    NORMAL: { description: 'Within the range.' },
    HIGH: { description: 'Above the range.' },
    CRITICAL_HIGH: { description: 'Above the upper critical limit: somebody must act.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'A panel that is ordered of the laboratory for a patient with its results, or results that came without an order.',
})
export class LabOrder {
  @Id()
  id!: string

  @Field(() => LabUrgency, { description: 'How urgent it is.' })
  urgency!: LabUrgency

  @Field(() => LabOrderStatus, { description: 'How far it is.' })
  status!: LabOrderStatus

  @Field(() => String, {
    nullable: true,
    description: 'Whom the laboratory has named, of results that came without an order.',
  })
  patientText!: string | null

  @Field(() => Date, { nullable: true, description: 'When the sample was taken; null until then.' })
  sampledAt!: Date | null

  @Field(() => Date, { nullable: true, description: 'When the last result came; null until one has.' })
  resultsAt!: Date | null

  @Field(() => Boolean, { description: 'Whether one of its values is critical.' })
  critical!: boolean

  @Field(() => Date, {
    nullable: true,
    description: 'When somebody looked at the results; null while nobody has, and after each further result.',
  })
  acknowledgedAt!: Date | null

  @Field(() => Date, { nullable: true, description: 'Since when the owner sees it; null if not at all.' })
  releasedAt!: Date | null

  @Field(() => String, { nullable: true, description: 'Why it was cancelled; null if not.' })
  cancelReason!: string | null

  @Field(() => Date, { description: 'When it was ordered, or came.' })
  createdAt!: Date

  @Version()
  version!: number

  petId!: string | null
  panelId!: string
  locationId!: string
  vetId!: string | null
  orderedBy!: string
  acknowledgedBy!: string | null
  note!: string | null
}

@ObjectType({ description: 'The value of one test, with the range that it was compared with.' })
export class LabResult {
  @Field(() => ID, { description: 'Permanent id; a correction has another one.' })
  id!: string

  @Field(() => String, { nullable: true, description: 'Words in place of a number; null for a number.' })
  text!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The unit of value and limits, a code of UCUM; null for what is described in words.',
  })
  unit!: string | null

  @Field(() => LabFlag, { nullable: true, description: 'How it stands to its range; null without one.' })
  flag!: LabFlag | null

  @Field(() => Date, { description: 'When it was entered.' })
  enteredAt!: Date

  orderId!: string
  testId!: string
  enteredBy!: string
  value!: number | null
  low!: number | null
  high!: number | null
}

@ObjectType({ description: 'A value that was corrected.' })
export class ReplacedLabResult {
  @Field(() => String, { nullable: true, description: 'Words in place of a number; null for a number.' })
  text!: string | null

  @Field(() => String, { nullable: true, description: 'The unit, a code of UCUM.' })
  unit!: string | null

  @Field(() => Date, { description: 'When it was entered.' })
  enteredAt!: Date

  @Field(() => Date, { description: 'When it was corrected.' })
  replacedAt!: Date

  @Field(() => String, { description: 'Why it was corrected.' })
  replaceReason!: string

  value!: number | null
}

@ObjectType({ description: 'A page of laboratory orders.' })
export class LabOrderConnection extends connectionOf(() => LabOrder, 'LabOrder', 'laboratory orders') {}

@ObjectType({ description: 'Something about a laboratory order changed.' })
export class LabOrderChange {
  @Field(() => LabOrder, { description: 'The order as it is now.' })
  order!: LabOrder

  @Field(() => Date, { description: 'When it happened.' })
  at!: Date
}
