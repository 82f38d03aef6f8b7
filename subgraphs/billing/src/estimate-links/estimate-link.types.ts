import { Text } from '@vetgraph/kit/fields'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { CalendarDate, Money } from '@vetgraph/kit/scalars'
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql'
import { EstimateStatus } from '../estimates/estimate.table.ts'
import { EstimateLine } from '../estimates/estimate.types.ts'

@ObjectType({ description: 'A line of an estimate as whoever has its link sees it.' })
export class LinkedEstimateItem extends EstimateLine {}

@ObjectType({ description: 'A version of an estimate as whoever has its link sees it.' })
export class LinkedEstimate {
  @Field(() => String, { description: 'What it is for, as printed.' })
  title!: string

  @Field(() => String, { nullable: true, description: 'A note to the owner, as printed; null for none.' })
  note!: string | null

  @Field(() => String, { description: 'The location that sent it, as printed.' })
  hospital!: string

  @Field(() => CalendarDate, {
    description: 'The last day on which it can be accepted, by the location’s calendar.',
  })
  validUntil!: string

  @Field(() => Money, { description: 'The total by the lowest quantities, with tax.' })
  low!: MoneyValue

  @Field(() => Money, { description: 'The total by the highest quantities, with tax.' })
  high!: MoneyValue

  @Field(() => EstimateStatus, { description: 'SENT while it waits for an answer.' })
  status!: EstimateStatus

  @Directive('@listSize(assumedSize: 10)')
  @Field(() => [LinkedEstimateItem], { description: 'Its lines in printed order.' })
  items!: LinkedEstimateItem[]

  @Field(() => String, { nullable: true, description: 'The name of who answered it; null if nobody did.' })
  signedBy!: string | null
}

@InputType({ description: 'The answer to an estimate by whoever has its link.' })
export class AnswerLinkedEstimateInput {
  @Field(() => String, { description: 'What stands behind `#` in the address of the link.' })
  token!: string

  @Field(() => [ID], {
    description: 'The lines that are accepted; the others are declined. Empty declines the whole estimate.',
  })
  acceptedItemIds!: string[]

  @Text({ description: 'The name of who answers.' })
  signedBy!: string

  @Field(() => String, {
    description: 'The signature as a data URL of a PNG image of at most 1200 × 600 pixels and 60 kB.',
  })
  signature!: string
}
