import type { Party } from '@vetgraph/kit/documents/letter'
import { connectionOf } from '@vetgraph/kit/reads/connection'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { CalendarDate, Money } from '@vetgraph/kit/scalars'
import { Id, Version } from '@vetgraph/kit/fields'
import { Directive, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { InvoiceItemKind, TaxClass } from '../prices/service.table.ts'
import { RevenueRowFilter } from '../revenue/revenue.types.ts'
import { InvoiceStatus } from './invoice.table.ts'

registerEnumType(InvoiceStatus, {
  name: 'InvoiceStatus',
  description: 'The status of an invoice.',
  valuesConfig: {
    DRAFT: { description: 'A draft: it has no number and the owner does not see it.' },
    FINALISED: { description: 'Numbered, frozen and visible to the owner; not fully paid.' },
    PAID: { description: 'Finalised and fully paid.' },
    VOID: { description: 'A voided draft; it never had a number.' },
  },
})

export enum InvoiceChangeKind {
  DRAFTED = 'DRAFTED',
  UPDATED = 'UPDATED',
}

registerEnumType(InvoiceChangeKind, {
  name: 'InvoiceChangeKind',
  description: 'The kind of change of an invoice.',
  valuesConfig: {
    DRAFTED: { description: 'Newly created.' },
    UPDATED: { description: 'Lines or status changed; a voided draft has the status VOID.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({ description: 'An invoice for an owner. Completing an appointment drafts one.' })
export class Invoice {
  @Id()
  id!: string

  @Field(() => String, {
    nullable: true,
    description: 'The invoice number, consecutive per location and year; null until finalised.',
  })
  number!: string | null

  @Field(() => InvoiceStatus, { description: 'The status of the invoice.' })
  status!: InvoiceStatus

  appointmentId!: string | null
  ownerId!: string
  petId!: string | null
  locationId!: string
  issuer!: Party | null
  dueOn!: string | null

  @Field(() => String, { description: 'The currency of all its amounts, ISO 4217.' })
  currency!: string

  @Field(() => CalendarDate, {
    description:
      'The location’s calendar day whose prices and tax rates apply: that of the visit or of the draft.',
  })
  suppliedOn!: string

  @Field(() => Int, {
    nullable: true,
    description:
      'The discount on the whole invoice in basis points; null if it is an amount or if there is none.',
  })
  discountRate!: number | null

  @Field(() => Money, {
    description:
      'What the discount on the whole invoice takes off the prices; each line contains its share. 0 if there is none.',
  })
  discount!: MoneyValue

  @Field(() => Money, { description: 'The sum of the lines, before tax.' })
  subtotal!: MoneyValue

  @Field(() => Money, {
    description: 'The tax, computed once per rate on the sum of its lines.',
  })
  tax!: MoneyValue

  @Field(() => Money, { description: 'The total amount due: subtotal plus tax.' })
  total!: MoneyValue

  @Field(() => Date, { nullable: true, description: 'When it was finalised; null for a draft.' })
  finalisedAt!: Date | null

  @Field(() => Date, { description: 'When it was drafted.' })
  createdAt!: Date

  @Field(() => Date, { description: 'When it was last changed.' })
  updatedAt!: Date

  @Version()
  version!: number
}

@ObjectType({ description: 'What an invoice is taxed by one class and rate.' })
export class InvoiceTax {
  @Field(() => TaxClass, { description: 'The class.' })
  taxClass!: TaxClass

  @Field(() => Int, { description: 'The rate in basis points: 1900 is 19 %.' })
  rate!: number

  @Field(() => Money, { description: 'What is taxed by it, before tax.' })
  net!: MoneyValue

  @Field(() => Money, { description: 'The tax.' })
  tax!: MoneyValue
}

@ObjectType({
  description: 'One line of an invoice, with a copy of the description, price and tax rate at that time.',
})
export class InvoiceItem {
  @Id()
  id!: string

  @Field(() => String, { description: 'What it charges for, as printed.' })
  description!: string

  @Field(() => InvoiceItemKind, {
    description: 'Whether the line is a service, a medication or another product.',
  })
  kind!: InvoiceItemKind

  @Field(() => Float, { description: 'The quantity, to three decimals.' })
  quantity!: number

  petId!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The pet’s name as printed; null for a line that is for no single pet.',
  })
  petName!: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'The entry of the price list that it was taken from; null for a free line.',
  })
  serviceId!: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      'What was done and is charged by it: saved again with the line; null for a line that somebody typed.',
  })
  actId!: string | null

  @Field(() => Money, { description: 'The price of one unit; `taxIncluded` says whether with tax.' })
  unitPrice!: MoneyValue

  @Field(() => Boolean, { description: 'Whether the unit price includes the tax.' })
  taxIncluded!: boolean

  @Field(() => Int, { description: 'The line’s own discount in basis points: 1000 is 10 %; 0 for none.' })
  discountRate!: number

  @Field(() => Money, {
    description: 'What its own discount and its share of the invoice’s take off unit price times quantity.',
  })
  discount!: MoneyValue

  @Field(() => Money, {
    description: 'Unit price times quantity, rounded once, less the discount, before tax.',
  })
  net!: MoneyValue

  @Field(() => TaxClass, { description: 'How it is taxed.' })
  taxClass!: TaxClass

  @Field(() => Int, { description: 'The tax rate in basis points: 1900 is 19 %.' })
  taxRate!: number

  @Field(() => Money, {
    description: 'The line’s share of the tax; the shares of all lines add up to the invoice’s tax.',
  })
  tax!: MoneyValue

  @Field(() => Money, { description: 'Net plus tax.' })
  gross!: MoneyValue

  @Field(() => Boolean, {
    description: 'Whether no price was set for it: the line has the price 0 until staff enter one.',
  })
  needsPrice!: boolean
}

@ObjectType({ description: 'A change of an invoice.' })
export class InvoiceChange {
  @Field(() => InvoiceChangeKind, { description: 'The kind of change.' })
  kind!: InvoiceChangeKind

  @Field(() => Invoice, { description: 'The invoice after the change.' })
  invoice!: Invoice

  @Field(() => Date, { description: 'When it happened.' })
  at!: Date
}

@InputType({ description: 'Filters of the list of invoices; all invoices if omitted.' })
export class InvoiceFilter {
  @Field(() => InvoiceStatus, { nullable: true, description: 'Only invoices with this status.' })
  status?: InvoiceStatus | null

  @Field(() => ID, { nullable: true, description: 'Only this owner’s invoices.' })
  ownerId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only this location’s invoices.' })
  locationId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'Only invoices of a visit of this pet, or with a line for it.',
  })
  petId?: string | null

  @Field(() => RevenueRowFilter, {
    nullable: true,
    description:
      'Only invoices that a row of the revenue report adds up: finalised or credited in its period. Needs `revenue:read`.',
  })
  revenue?: RevenueRowFilter | null
}

@InputType({ description: 'Filters; all invoices that the viewer may see if omitted.' })
export class InvoiceChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Only this owner’s invoices.' })
  ownerId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only this invoice.' })
  invoiceId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only this location’s invoices.' })
  locationId?: string | null
}

export const InvoiceConnection = connectionOf(() => Invoice, 'Invoice', 'invoices')
export type InvoiceConnection = InstanceType<typeof InvoiceConnection>
