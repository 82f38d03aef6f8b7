import { Text } from '@vetgraph/kit/fields'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { Money } from '@vetgraph/kit/scalars'
import { maxReason } from '@vetgraph/kit/text'
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { LetterKind } from './letter.table.ts'

registerEnumType(LetterKind, {
  name: 'LetterKind',
  description: 'What was sent about an invoice.',
  valuesConfig: {
    INVOICE: { description: 'The invoice itself.' },
    FIRST_REMINDER: { description: 'The first reminder of an overdue invoice.' },
    SECOND_REMINDER: { description: 'The second reminder.' },
    FINAL_REMINDER: { description: 'The final reminder.' },
  },
})

@ObjectType({ description: 'An e-mail about an invoice, with the invoice attached.' })
export class InvoiceLetter {
  @Field(() => LetterKind, { description: 'What was sent.' })
  kind!: LetterKind

  @Field(() => String, { description: 'The e-mail address.' })
  sentTo!: string

  @Field(() => Date, { description: 'When it was handed to the mail of the hospital.' })
  sentAt!: Date

  sentBy!: string

  @Field(() => Money, { description: 'What was due at that time.' })
  due!: MoneyValue
}

@ObjectType({ description: 'Why an owner does not accept an invoice.' })
export class InvoiceDispute {
  @Field(() => String, { description: 'The reason.' })
  reason!: string

  @Field(() => Date, { description: 'When it was noted.' })
  openedAt!: Date
}

@InputType({ description: 'An invoice that is sent by e-mail.' })
export class SendInvoiceInput {
  @Field(() => ID, { description: 'The finalised invoice.' })
  id!: string
}

@InputType({ description: 'An overdue invoice that the owner is reminded of.' })
export class SendReminderInput {
  @Field(() => ID, { description: 'The invoice.' })
  id!: string
}

@InputType({ description: 'An invoice that the owner does not accept.' })
export class DisputeInvoiceInput {
  @Field(() => ID, { description: 'The finalised invoice.' })
  id!: string

  @Text({ description: 'Why the owner does not accept it.', max: maxReason })
  reason!: string
}
