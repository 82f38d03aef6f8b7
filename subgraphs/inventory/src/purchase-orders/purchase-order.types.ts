import { BasedOnVersion, Id, Text, Version } from '@vetgraph/kit/fields'
import { connectionOf } from '@vetgraph/kit/reads/connection'
import { CalendarDate, Money } from '@vetgraph/kit/scalars'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { Directive, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { PurchaseOrderStatus } from './purchase-order.table.ts'

registerEnumType(PurchaseOrderStatus, {
  name: 'PurchaseOrderStatus',
  description: 'How far an order has come; it follows from what was sent and received.',
  valuesConfig: {
    DRAFT: { description: 'Not sent yet; it can be changed.' },
    SENT: { description: 'Sent, and nothing has arrived.' },
    PARTLY_RECEIVED: { description: 'Some of it has arrived, the rest is awaited.' },
    RECEIVED: { description: 'Everything that was ordered has arrived.' },
    CLOSED: { description: 'What has not arrived is not awaited any more.' },
    CANCELLED: { description: 'Cancelled before anything arrived.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({ description: 'An order to a supplier, for one location. It is frozen once it is sent.' })
export class PurchaseOrder {
  @Id()
  id!: string

  @Field(() => String, {
    nullable: true,
    description: 'The number, `PO-2026-000012`, without gaps over the hospital; null before it is sent.',
  })
  number!: string | null

  @Field(() => PurchaseOrderStatus, { description: 'How far it has come.' })
  status!: PurchaseOrderStatus

  @Field(() => String, { nullable: true, description: 'A note to the supplier; null if there is none.' })
  note!: string | null

  @Field(() => Date, { nullable: true, description: 'When it was sent; null before.' })
  sentAt!: Date | null

  @Field(() => String, {
    nullable: true,
    description: 'The address to which it was sent by e-mail; null if it was ordered otherwise, and before.',
  })
  sentTo!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Why it was closed or cancelled; null if it was not.',
  })
  endReason!: string | null

  @Field(() => Date, { description: 'When it was drafted.' })
  createdAt!: Date

  @Version()
  version!: number

  supplierId!: string
  locationId!: string
  currency!: string
  total!: number
}

@ObjectType({ description: 'A line of an order.' })
export class PurchaseOrderLine {
  @Id()
  id!: string

  @Field(() => String, { description: 'The item’s name as it was ordered.' })
  description!: string

  @Field(() => String, { description: 'The supplier’s article number.' })
  articleNumber!: string

  @Field(() => Int, { description: 'How many packs are ordered.' })
  packs!: number

  orderId!: string
  itemId!: string
  supplierItemId!: string
  packSize!: number
  price!: number
  ordered!: number
  received!: number
}

@ObjectType({ description: 'What a delivery brought of a line of an order, as a lot.' })
export class PurchaseOrderReceipt {
  @Id()
  id!: string

  @Field(() => Float, { description: 'How much arrived, in the item’s unit.' })
  quantity!: number

  @Field(() => Money, { description: 'What it cost, without tax: the lot’s cost.' })
  cost!: MoneyValue

  @Field(() => String, { nullable: true, description: 'The lot number; null if it is unknown.' })
  lotNumber!: string | null

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The last day on which it may be used; null if it is unknown.',
  })
  expiresOn!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Why more than a tenth above the order was taken; null if it was not.',
  })
  overReason!: string | null

  @Field(() => Date, { description: 'When it was received.' })
  at!: Date
}

export const PurchaseOrderConnection = connectionOf(() => PurchaseOrder, 'PurchaseOrder', 'purchase orders')
export type PurchaseOrderConnection = InstanceType<typeof PurchaseOrderConnection>

@InputType({ description: 'Filters of orders; all that the viewer may see if omitted.' })
export class PurchaseOrderFilter {
  @Field(() => ID, { nullable: true, description: 'Only orders of this location.' })
  locationId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only orders to this supplier.' })
  supplierId?: string | null

  @Field(() => PurchaseOrderStatus, { nullable: true, description: 'Only orders that have come this far.' })
  status?: PurchaseOrderStatus | null
}

@InputType({ description: 'Filters; all changes that the viewer may see if omitted.' })
export class PurchaseOrderChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Only orders of this location.' })
  locationId?: string | null
}

@InputType({ description: 'A line of an order.' })
export class PurchaseOrderLineInput {
  @Field(() => ID, { description: 'The id of the entry of the supplier’s catalogue.' })
  supplierItemId!: string

  @Field(() => Int, { description: 'How many packs, 1 to 100,000.' })
  packs!: number

  @Field(() => Money, {
    nullable: true,
    description: 'The agreed price of a pack without tax; that of the catalogue if omitted.',
  })
  price?: MoneyValue | null
}

@InputType({ description: 'A new order, as a draft.' })
export class CreatePurchaseOrderInput {
  @Field(() => ID, { description: 'The id of the location that it is for.' })
  locationId!: string

  @Field(() => ID, { description: 'The supplier’s id; its prices are in the location’s currency.' })
  supplierId!: string

  @Text({ nullable: true, max: 1000, description: 'A note to the supplier.' })
  note?: string | null

  @Field(() => [PurchaseOrderLineInput], { description: 'The lines in their order, at most 200.' })
  lines!: PurchaseOrderLineInput[]
}

@InputType({ description: 'A change to a draft; omitted fields stay unchanged.' })
export class UpdatePurchaseOrderInput {
  @Field(() => ID, { description: 'The order’s id.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ nullable: true, max: 1000, description: 'A note to the supplier; null for none.' })
  note?: string | null

  @Field(() => [PurchaseOrderLineInput], {
    nullable: true,
    description: 'All lines in their order, in place of those before; at most 200.',
  })
  lines?: PurchaseOrderLineInput[] | null
}

@InputType({ description: 'An order to be sent.' })
export class SendPurchaseOrderInput {
  @Field(() => ID, { description: 'The order’s id.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Field(() => Boolean, {
    description:
      'True: it is sent to the supplier by e-mail, with its PDF. False: somebody orders otherwise.',
  })
  byEmail!: boolean
}

@InputType({ description: 'The end of an order.' })
export class EndPurchaseOrderInput {
  @Field(() => ID, { description: 'The order’s id.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ max: 500, description: 'The reason.' })
  reason!: string
}
