import { BasedOnVersion, Text } from '@vetgraph/kit/fields'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { Money } from '@vetgraph/kit/scalars'
import { Field, Float, ID, InputType, Int } from 'type-graphql'
import { InvoiceItemKind, TaxClass } from '../prices/service.table.ts'

@InputType({
  description:
    'A line: an entry of the price list, or a free one with description and price. What is given here counts, else what the price list says.',
})
export class InvoiceItemInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The entry of the price list; null for a free line.',
  })
  serviceId?: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      'What was done and is charged by the line, as `InvoiceItem.actId` or `unbilledActs` says it; null if somebody typed the line. NOT_FOUND unless it was done for this owner at this location, CONFLICT if it is charged elsewhere or waived.',
  })
  actId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'The pet it is for, one of the owner’s; null if it is for no single pet.',
  })
  petId?: string | null

  @Text({ description: 'What is printed; the entry’s name if omitted.', nullable: true })
  description?: string | null

  @Field(() => InvoiceItemKind, {
    nullable: true,
    description: 'The kind; the entry’s if omitted, else SERVICE.',
  })
  kind?: InvoiceItemKind | null

  @Field(() => Float, { description: 'The quantity: more than 0, at most 100,000, at most three decimals.' })
  quantity!: number

  @Field(() => Money, {
    nullable: true,
    description:
      'The price of one unit in the location’s currency, not negative; that of the price list on the day of supply if omitted.',
  })
  unitPrice?: MoneyValue | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the price includes the tax; as the price list says if omitted, else false.',
  })
  taxIncluded?: boolean | null

  @Field(() => TaxClass, {
    nullable: true,
    description: 'How it is taxed; the entry’s if omitted, else STANDARD.',
  })
  taxClass?: TaxClass | null

  @Field(() => Int, {
    nullable: true,
    description: 'The line’s own discount in basis points, 0 to 10000; none if omitted.',
  })
  discountRate?: number | null
}

@InputType({ description: 'A discount on the whole invoice: either a share or an amount; neither is none.' })
export class InvoiceDiscountInput {
  @Field(() => Int, { nullable: true, description: 'Basis points, 0 to 10000: 1000 is 10 %.' })
  rate?: number | null

  @Field(() => Money, {
    nullable: true,
    description: 'An amount off the prices, at most what the lines cost.',
  })
  amount?: MoneyValue | null
}

@InputType({ description: 'A new draft.' })
export class CreateInvoiceInput {
  @Field(() => ID, { description: 'The owner who pays.' })
  ownerId!: string

  @Field(() => ID, { description: 'The location that issues it.' })
  locationId!: string

  @Field(() => ID, {
    nullable: true,
    description:
      'The visit that it is for; what is done at the visit is then charged on it. NOT_FOUND unless it is a visit of this owner at this location, CONFLICT if it has a draft already.',
  })
  appointmentId?: string | null

  @Field(() => [InvoiceItemInput], { description: 'The lines in printed order; at most 100.' })
  items!: InvoiceItemInput[]

  @Field(() => InvoiceDiscountInput, {
    nullable: true,
    description: 'The discount on the whole; none if omitted.',
  })
  discount?: InvoiceDiscountInput | null
}

@InputType({ description: 'A change of a draft.' })
export class UpdateInvoiceInput {
  @Field(() => ID, { description: 'The draft.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Field(() => [InvoiceItemInput], {
    description: 'All of its lines in printed order, which replace those it had; at most 100.',
  })
  items!: InvoiceItemInput[]

  @Field(() => InvoiceDiscountInput, {
    nullable: true,
    description: 'The discount on the whole; none if omitted.',
  })
  discount?: InvoiceDiscountInput | null
}
