import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Id } from '@vetgraph/kit/fields'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { JournalEntryKind } from './journal.table.ts'

registerEnumType(JournalEntryKind, {
  name: 'JournalEntryKind',
  description: 'The kind of a money event.',
  valuesConfig: {
    INVOICE: { description: 'An invoice was finalised.' },
    CREDIT_NOTE: { description: 'A credit note lowered an invoice.' },
    PAYMENT: { description: 'Money was taken.' },
    ALLOCATION: { description: 'A payment pays other invoices.' },
    REFUND: { description: 'Money was given back.' },
    REVERSAL: { description: 'A mistaken payment was taken back.' },
    TILL_DIFFERENCE: { description: 'A count of a till found too much or too little.' },
    BANKING: { description: 'Cash was taken to the bank.' },
  },
})

@ObjectType({ description: 'A money event on an owner’s account.' })
export class AccountEntry {
  @Id()
  id!: string

  @Field(() => JournalEntryKind, { description: 'What happened.' })
  kind!: JournalEntryKind

  @Field(() => CalendarDate, { description: 'The location’s day on which it counts.' })
  day!: string

  @Field(() => Date, { description: 'When it was entered.' })
  at!: Date

  sourceId!: string
  currency!: string
  change!: number
  balance!: number
}

export const AccountEntryConnection = connectionOf(() => AccountEntry, 'AccountEntry', 'account entries')
export type AccountEntryConnection = InstanceType<typeof AccountEntryConnection>
