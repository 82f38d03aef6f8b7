import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { lockFor, transact } from '@vetgraph/kit/database/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { eq } from 'drizzle-orm'
import { LedgerAccount } from '../ledger/journal.table.ts'
import { locations } from '../refs/refs.service.ts'
import { accountNumbers } from './account-number.table.ts'
import type { AccountNumber, SetAccountNumbersInput } from './journal.types.ts'

const form = /^[0-9A-Za-z][0-9A-Za-z .-]{0,19}$/

/** Every account of the ledger with its number at a location. no authorization: callers ask for their right. */
export async function numbersAt(ctx: Context, locationId: string): Promise<AccountNumber[]> {
  const rows = await ctx.db
    .select()
    .from(accountNumbers)
    .where(eq(accountNumbers.locationId, asId(locationId)))
  const numbers = new Map(rows.map(({ account, number }) => [account, number]))
  return Object.values(LedgerAccount).map((account) => ({ account, number: numbers.get(account) ?? null }))
}

/** The bookkeeper's numbers of the accounts of the ledger. */
export async function listAccountNumbers(ctx: Context, locationId: string): Promise<AccountNumber[]> {
  authorize(ctx, 'journal:export', locationId)
  return numbersAt(ctx, locationId)
}

/** Sets the numbers that the journal of a location is exported with. */
export async function setAccountNumbers(
  ctx: Context,
  input: SetAccountNumbersInput,
): Promise<AccountNumber[]> {
  authorize(ctx, 'account-number:write', input.locationId)
  const numbers = input.numbers.map(({ account, number }, place) => {
    if (!form.test(number.trim()))
      throw badInput(`numbers.${place}.number`, 'Up to 20 letters, digits, blanks, dots and hyphens.')
    return { account, number: number.trim() }
  })
  if (new Set(numbers.map(({ account }) => account)).size < numbers.length)
    throw badInput('numbers', 'An account is named twice.')
  return transact(ctx, async (ctx) => {
    const location = await locations.find(ctx, input.locationId)
    if (!location) throw notFound('location', 'locationId')
    await lockFor(ctx, `account numbers ${location.id}`)
    const before = await numbersAt(ctx, location.id)
    await ctx.db.delete(accountNumbers).where(eq(accountNumbers.locationId, location.id))
    if (numbers.length > 0)
      await ctx.db
        .insert(accountNumbers)
        .values(numbers.map((each) => ({ ...each, locationId: location.id, updatedAt: ctx.now() })))
    const after = await numbersAt(ctx, location.id)
    await audit(ctx, 'account-number.set', { entity: 'Location', entityId: location.id, before, after })
    return after
  })
}
