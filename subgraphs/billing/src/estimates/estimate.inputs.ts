import { BasedOnVersion, Text } from '@vetgraph/kit/fields'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Field, Float, ID, InputType } from 'type-graphql'
import { InvoiceItemInput } from '../invoices/invoice.inputs.ts'
import { EstimateStatus } from './estimate.table.ts'

@InputType({
  description: 'A line of an estimate, as that of an invoice; `quantity` is the most that may be needed.',
})
export class EstimateItemInput extends InvoiceItemInput {
  @Field(() => Float, {
    nullable: true,
    description: 'The least that will be needed: 0 to `quantity`; as `quantity` if omitted.',
  })
  lowQuantity?: number | null
}

@InputType({ description: 'What an estimate says.' })
abstract class EstimateTextInput {
  @Text({ description: 'What it is for, as printed.' })
  title!: string

  @Text({ max: 2000, nullable: true, description: 'A note to the owner, as printed.' })
  note?: string | null

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      'The last day on which it can be accepted, today or later by the location’s calendar; if omitted, as many days from today as the location decided (`Location.estimateValidDays`).',
  })
  validUntil?: string | null

  @Field(() => [EstimateItemInput], { description: 'The lines in printed order; at most 100.' })
  items!: EstimateItemInput[]
}

@InputType({ description: 'A new estimate.' })
export class CreateEstimateInput extends EstimateTextInput {
  @Field(() => ID, { description: 'The owner it is for.' })
  ownerId!: string

  @Field(() => ID, { description: 'The location whose prices, currency and taxes apply.' })
  locationId!: string
}

@InputType({ description: 'An estimate as it shall be from now on.' })
export class UpdateEstimateInput extends EstimateTextInput {
  @Field(() => ID, { description: 'The estimate.' })
  id!: string

  @BasedOnVersion()
  version!: number
}

@InputType({ description: 'The owner’s answer to an estimate.' })
export class AcceptEstimateInput {
  @Field(() => ID, { description: 'The estimate.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Field(() => [ID], { description: 'The lines that are accepted; all others are declined.' })
  acceptedItemIds!: string[]

  @Text({ description: 'The name of the person who answers.' })
  signedBy!: string

  @Field(() => String, {
    nullable: true,
    description:
      'The signature as a data URL of a PNG image, of at most 1200 × 600 pixels and 60,000 bytes. Required unless the owner answers in the portal.',
  })
  signature?: string | null
}

@InputType({ description: 'An accepted line with the quantity to be charged.' })
export class ConvertEstimateItemInput {
  @Field(() => ID, { description: 'The line.' })
  itemId!: string

  @Field(() => Float, {
    description: 'The quantity that was used: more than 0, at most 100,000, at most three decimals.',
  })
  quantity!: number
}

@InputType({ description: 'Accepted lines of an estimate that become a draft invoice.' })
export class ConvertEstimateInput {
  @Field(() => ID, { description: 'The estimate.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Field(() => [ConvertEstimateItemInput], {
    description: 'The lines to be charged now, each with its quantity; others can follow later.',
  })
  items!: ConvertEstimateItemInput[]

  @Field(() => ID, {
    nullable: true,
    description:
      'A draft of the same owner at the same location that the lines are added to, at the tax rates of its day of supply; a new draft if omitted. NOT_FOUND for another invoice, CONFLICT for one that is no draft or is made of another estimate.',
  })
  invoiceId?: string | null
}

@InputType({ description: 'Filters of the list of estimates; all if omitted.' })
export class EstimateFilter {
  @Field(() => ID, { nullable: true, description: 'Only this owner’s.' })
  ownerId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only those with a line for this pet in any version.' })
  petId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only this location’s.' })
  locationId?: string | null

  @Field(() => EstimateStatus, { nullable: true, description: 'Only those of this status.' })
  status?: EstimateStatus | null
}

@InputType({ description: 'Filters; all that the viewer may see if omitted.' })
export class EstimateChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Only this owner’s.' })
  ownerId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only this location’s.' })
  locationId?: string | null
}
