import { connectionOf } from '@vetgraph/kit/connection'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { Money } from '@vetgraph/kit/scalars'
import { Id, Version } from '@vetgraph/kit/fields'
import { Directive, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { InvoiceItemKind, InvoiceStatus } from './invoice.table.ts'

registerEnumType(InvoiceStatus, {
  name: 'InvoiceStatus',
  description: 'How far an invoice has come.',
  valuesConfig: {
    DRAFT: { description: 'Being put together; it has no number and the client does not see it.' },
    FINALISED: { description: 'Numbered, released and frozen; something is still due.' },
    PAID: { description: 'Finalised and nothing is due any more.' },
    VOID: { description: 'A draft that was taken back; it never had a number.' },
  },
})

registerEnumType(InvoiceItemKind, {
  name: 'InvoiceItemKind',
  description: 'What a line charges for.',
  valuesConfig: {
    SERVICE: { description: 'Work: an examination, a surgery.' },
    MEDICATION: { description: 'A medicine or vaccine, given or dispensed.' },
    PRODUCT: { description: 'Anything else that was sold or used.' },
  },
})

export enum InvoiceChangeKind {
  DRAFTED = 'DRAFTED',
  UPDATED = 'UPDATED',
}

registerEnumType(InvoiceChangeKind, {
  name: 'InvoiceChangeKind',
  description: 'What happened to an invoice.',
  valuesConfig: {
    DRAFTED: { description: 'It is new.' },
    UPDATED: { description: 'Its lines or its status changed; a draft taken back is VOID now.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({ description: 'What a client is charged. Completing a visit drafts one.' })
export class Invoice {
  @Id()
  id!: string

  @Field(() => String, {
    nullable: true,
    description: 'The number on the paper, without gaps per location and year; null until finalised.',
  })
  number!: string | null

  @Field(() => InvoiceStatus, { description: 'How far the invoice has come.' })
  status!: InvoiceStatus

  appointmentId!: string | null
  ownerId!: string
  petId!: string | null
  locationId!: string

  @Field(() => String, { description: 'The currency of every amount on it, ISO 4217.' })
  currency!: string

  @Field(() => Money, { description: 'The sum of the lines before tax.' })
  subtotal!: MoneyValue

  @Field(() => Money, {
    description: 'The tax: computed once per rate on the sum of its lines.',
  })
  tax!: MoneyValue

  @Field(() => Money, { description: 'What the client owes for it: subtotal and tax.' })
  total!: MoneyValue

  @Field(() => Date, { description: 'When it was drafted.' })
  createdAt!: Date

  @Field(() => Date, { description: 'When it last changed.' })
  updatedAt!: Date

  @Version()
  version!: number
}

@ObjectType({
  description: 'One line of an invoice, a copy of description, price and tax rate at that time.',
})
export class InvoiceItem {
  @Id()
  id!: string

  @Field(() => String, { description: 'What it charges for, as printed.' })
  description!: string

  @Field(() => InvoiceItemKind, { description: 'Whether it is work, medicine or goods.' })
  kind!: InvoiceItemKind

  @Field(() => Float, { description: 'How many, to three decimals.' })
  quantity!: number

  @Field(() => Money, { description: 'The price of one, before tax.' })
  unitPrice!: MoneyValue

  @Field(() => Money, { description: 'Price by quantity, rounded once, before tax.' })
  net!: MoneyValue

  @Field(() => Int, { description: 'The tax rate in basis points: 1900 is 19 %.' })
  taxRate!: number

  @Field(() => Money, {
    description: 'This line’s part of the tax; the parts of all lines add up to the invoice’s tax.',
  })
  tax!: MoneyValue

  @Field(() => Money, { description: 'Net and tax.' })
  gross!: MoneyValue

  @Field(() => Boolean, {
    description:
      'Whether no price was set for it: the charge stands with 0 so that it is not lost, and somebody has to price it.',
  })
  needsPrice!: boolean
}

@ObjectType({ description: 'Something happened to an invoice.' })
export class InvoiceChange {
  @Field(() => InvoiceChangeKind, { description: 'What happened.' })
  kind!: InvoiceChangeKind

  @Field(() => Invoice, { description: 'The invoice as it is now.' })
  invoice!: Invoice

  @Field(() => Date, { description: 'When it happened.' })
  at!: Date
}

@InputType({ description: 'Which invoices to list; what is left out does not narrow.' })
export class InvoiceFilter {
  @Field(() => InvoiceStatus, { nullable: true, description: 'Only those that have come this far.' })
  status?: InvoiceStatus | null

  @Field(() => ID, { nullable: true, description: 'Only this client’s.' })
  ownerId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only this location’s.' })
  locationId?: string | null
}

@InputType({ description: 'Which changes of invoices to hear of; what is left out does not narrow.' })
export class InvoiceChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Only this client’s invoices.' })
  ownerId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only this invoice.' })
  invoiceId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only this location’s invoices.' })
  locationId?: string | null
}

export const InvoiceConnection = connectionOf(() => Invoice, 'Invoice', 'invoices')
export type InvoiceConnection = InstanceType<typeof InvoiceConnection>
