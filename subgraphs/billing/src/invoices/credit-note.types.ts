import { Id, Text } from '@vetgraph/kit/fields'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { Money } from '@vetgraph/kit/scalars'
import { maxReason } from '@vetgraph/kit/text'
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql'
import { TaxClass } from '../prices/service.table.ts'

@ObjectType({
  description: 'What corrects a finalised invoice, in part or in full. Its amounts are positive.',
})
export class CreditNote {
  @Id()
  id!: string

  @Field(() => String, {
    description: 'Its number, consecutive per location and year in a series apart from the invoices’.',
  })
  number!: string

  invoiceId!: string
  replacementId!: string | null
  currency!: string

  @Field(() => String, { description: 'Why it was credited, as printed.' })
  reason!: string

  @Field(() => Money, { description: 'The sum of its lines, before tax.' })
  subtotal!: MoneyValue

  @Field(() => Money, { description: 'The tax at the rates of the invoice.' })
  tax!: MoneyValue

  @Field(() => Money, { description: 'What is credited in all.' })
  total!: MoneyValue

  @Field(() => Date, { description: 'When it was made.' })
  createdAt!: Date
}

@ObjectType({ description: 'How much of a line is credited.' })
export class CreditNoteItem {
  @Id()
  id!: string

  @Field(() => ID, { description: 'The line of the invoice.' })
  invoiceItemId!: string

  @Field(() => String, { description: 'What the line charged for.' })
  description!: string

  @Field(() => String, {
    nullable: true,
    description: 'The pet’s name as printed; null if it was for no single pet.',
  })
  petName!: string | null

  @Field(() => Float, { description: 'The quantity credited, to three decimals.' })
  quantity!: number

  @Field(() => TaxClass, { description: 'How it was taxed.' })
  taxClass!: TaxClass

  @Field(() => Int, { description: 'The tax rate of the line in basis points: 1900 is 19 %.' })
  taxRate!: number

  @Field(() => Money, { description: 'What is credited, before tax.' })
  net!: MoneyValue

  @Field(() => Money, { description: 'The tax.' })
  tax!: MoneyValue

  @Field(() => Money, { description: 'Net plus tax.' })
  gross!: MoneyValue
}

@InputType({ description: 'How much of a line to credit.' })
export class CreditItemInput {
  @Field(() => ID, { description: 'The line of the invoice.' })
  itemId!: string

  @Field(() => Float, {
    description: 'The quantity: more than 0, at most what is left of the line, at most three decimals.',
  })
  quantity!: number
}

@InputType({ description: 'A credit note for a finalised invoice.' })
export class CreditInvoiceInput {
  @Field(() => ID, { description: 'The invoice.' })
  invoiceId!: string

  @Field(() => [CreditItemInput], {
    nullable: true,
    description: 'What of which lines; everything that is left if omitted.',
  })
  items?: CreditItemInput[] | null

  @Text({ description: 'Why, as printed on the credit note.', max: maxReason })
  reason!: string

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'True to draft the invoice again with the same lines. Only when everything is credited, so without `items`.',
  })
  invoiceAgain!: boolean
}
