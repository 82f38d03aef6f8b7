import type { Context } from '@vetgraph/kit/context'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Arg, Ctx, Directive, ID, Mutation, Query, Resolver } from 'type-graphql'
import { listAccountNumbers, setAccountNumbers } from './account-number.service.ts'
import { exportJournal } from './journal.service.ts'
import { AccountNumber, SetAccountNumbersInput } from './journal.types.ts'

@Resolver(() => AccountNumber)
export class JournalResolver {
  @Directive('@cost(weight: 200)')
  @Query(() => String, {
    description:
      'The journal of a location as CSV (RFC 4180, UTF-8): every line of the ledger that is dated in the period, with the invoice, credit note or reference, the account and its number, and the amount as debit or credit with the decimals of its currency. No client is named. Cells that a spreadsheet would take for a formula begin with an apostrophe. NOT_FOUND at `locationId`; BAD_USER_INPUT at `until` before `from`, for more than 92 days or for more than 50,000 lines. Needs `journal:export` there; audited.',
  })
  journalCsv(
    @Arg('locationId', () => ID, { description: 'The location.' }) locationId: string,
    @Arg('from', () => CalendarDate, { description: 'The first day, by the location’s calendar.' })
    from: string,
    @Arg('until', () => CalendarDate, { description: 'The last day, inclusive.' }) until: string,
    @Ctx() ctx: Context,
  ): Promise<string> {
    return exportJournal(ctx, { locationId, from, until })
  }

  @Directive('@listSize(assumedSize: 12)')
  @Query(() => [AccountNumber], {
    description:
      'Every account of the ledger with the number that the bookkeeper of a location gives it. Needs `journal:export` there.',
  })
  accountNumbers(
    @Arg('locationId', () => ID, { description: 'The location.' }) locationId: string,
    @Ctx() ctx: Context,
  ): Promise<AccountNumber[]> {
    return listAccountNumbers(ctx, locationId)
  }

  @Directive('@listSize(assumedSize: 12)')
  @Mutation(() => [AccountNumber], {
    description:
      'Sets the numbers that the journal of a location is exported with; what was exported keeps its own. NOT_FOUND at `locationId`; BAD_USER_INPUT at `numbers`. Needs `account-number:write` there.',
  })
  setAccountNumbers(
    @Arg('input', () => SetAccountNumbersInput, { description: 'Where, and the numbers.' })
    input: SetAccountNumbersInput,
    @Ctx() ctx: Context,
  ): Promise<AccountNumber[]> {
    return setAccountNumbers(ctx, input)
  }
}
