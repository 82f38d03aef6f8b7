import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { LedgerAccount } from '../ledger/journal.table.ts'

registerEnumType(LedgerAccount, {
  name: 'LedgerAccount',
  description: 'An account of the ledger.',
  valuesConfig: {
    RECEIVABLES: { description: 'What owners owe for invoices.' },
    CREDIT: { description: 'Money of owners that pays no invoice yet.' },
    DEPOSITS: { description: 'Money taken before its invoice.' },
    REVENUE: { description: 'What was invoiced, without tax.' },
    TAX: { description: 'Tax on what was invoiced.' },
    CASH: { description: 'Cash in the tills.' },
    CARD: { description: 'What card terminals have taken.' },
    TRANSFER: { description: 'Bank transfers.' },
    ONLINE: { description: 'What a payment provider has taken.' },
    INSURER: { description: 'What insurers have paid for claims.' },
    BANK: { description: 'Cash that was taken to the bank.' },
    ROUNDING: { description: 'What cash rounding gave or took.' },
    TILL_DIFFERENCE: { description: 'What counts of tills found too much or too little.' },
  },
})

const number = 'The number in the bookkeeper’s chart of accounts'

@ObjectType({ description: 'The bookkeeper’s number of an account of the ledger.' })
export class AccountNumber {
  @Field(() => LedgerAccount, { description: 'The account of the ledger.' })
  account!: LedgerAccount

  @Field(() => String, { nullable: true, description: `${number}; null until one is set.` })
  number!: string | null
}

@InputType({ description: 'The bookkeeper’s number of an account of the ledger.' })
export class AccountNumberInput {
  @Field(() => LedgerAccount, { description: 'The account of the ledger.' })
  account!: LedgerAccount

  @Field(() => String, {
    description: `${number}: 1 to 20 letters, digits, blanks, dots and hyphens, the first a letter or digit.`,
  })
  number!: string
}

@InputType({ description: 'All account numbers of a location.' })
export class SetAccountNumbersInput {
  @Field(() => ID, { description: 'The location.' })
  locationId!: string

  @Field(() => [AccountNumberInput], {
    description: 'The numbers, which replace those that were set; accounts that are omitted have none.',
  })
  numbers!: AccountNumberInput[]
}
