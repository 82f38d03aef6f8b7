import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import type { Money } from '@vetgraph/kit/money'
import { authorize } from '@vetgraph/kit/access/authorize'
import { dayOf } from '@vetgraph/kit/time'
import { JournalEntryKind, LedgerAccount } from '../ledger/journal.table.ts'
import { accountOf, post } from '../ledger/post.service.ts'
import { maxAmount } from '../payments/payment.table.ts'
import { getLocation } from '../refs/refs.service.ts'
import { cashOf } from './cash.ts'
import { expectedIn, getSession, saved } from './till-session.service.ts'
import { getTill } from './till.service.ts'
import { type CountedCash, type TillRow, type TillSessionRow, TillSessionStatus } from './till.table.ts'
import type { CashCountInput, CloseTillInput, OpenTillInput, StartTillCountInput } from './till.types.ts'

/** An amount of cash, which may be none. */
function cashAmount({ amount, currency }: Money, wanted: string, field: string): number {
  if (currency !== wanted) throw badInput(field, `Amounts here are in ${wanted}.`)
  if (amount < 0 || amount > maxAmount) throw badInput(field, 'This is no amount of cash.')
  return amount
}

async function open(ctx: Context, { id: tillId, locationId }: TillRow, float: Money, field: string) {
  const { timeZone, currency } = await getLocation(ctx, locationId)
  return saved.add(ctx, {
    tillId,
    locationId,
    currency,
    status: TillSessionStatus.OPEN,
    day: dayOf(ctx.now(), timeZone),
    float: cashAmount(float, currency, field),
    openedBy: authorize(ctx, 'till:count', locationId).userId,
  })
}

/** Opens a till with the cash that is in it. */
export async function openTill(ctx: Context, input: OpenTillInput): Promise<TillSessionRow> {
  authorize(ctx, 'till:count')
  const id = await once(ctx, 'till.open', input, async (ctx) => {
    const till = await getTill(ctx, input.tillId, 'tillId')
    if (!till.active) throw conflict('This till is retired.', { field: 'tillId' })
    return (await open(ctx, till, input.float, 'float')).id
  })
  return getSession(ctx, id)
}

/** The session, kept from others until the transaction ends. */
async function lock(ctx: Context, { sessionId, version }: { sessionId: string; version: number }) {
  await getSession(ctx, sessionId, 'sessionId')
  const session = await saved.lock(ctx, sessionId, version)
  authorize(ctx, 'till:count', session.locationId)
  return session
}

/** Begins the count of a session: it takes no more cash, and the next one does at once (B15). */
export async function startTillCount(ctx: Context, input: StartTillCountInput): Promise<TillSessionRow> {
  authorize(ctx, 'till:count')
  const id = await once(ctx, 'till.start-count', input, async (ctx) => {
    const session = await lock(ctx, input)
    if (session.status !== TillSessionStatus.OPEN)
      throw conflict('This session is not open.', { field: 'sessionId', status: session.status })
    await saved.change(
      ctx,
      session,
      { status: TillSessionStatus.COUNTING, countingSince: ctx.now() },
      'start-count',
    )
    if (input.nextFloat) await open(ctx, await getTill(ctx, session.tillId), input.nextFloat, 'nextFloat')
    return session.id
  })
  return getSession(ctx, id)
}

const maxPieces = 100_000

function countedCash(cash: readonly CashCountInput[], currency: string): CountedCash[] {
  const values = cashOf(currency)
  return cash.map(({ value, pieces }, place) => {
    const field = `cash.${place}`
    if (value.currency !== currency || !values.includes(value.amount))
      throw badInput(`${field}.value`, 'There is no such note or coin.')
    if (cash.findIndex((each) => each.value.amount === value.amount) < place)
      throw badInput(`${field}.value`, 'Each value is counted once.')
    if (pieces < 0 || pieces > maxPieces)
      throw badInput(`${field}.pieces`, 'A count is between 0 and 100,000.')
    return { value: value.amount, pieces }
  })
}

async function close(ctx: Context, input: CloseTillInput, closedBy: string) {
  const session = await lock(ctx, input)
  const { id, currency } = session
  if (session.status === TillSessionStatus.CLOSED)
    throw conflict('This session is closed already.', { field: 'sessionId' })
  const cash = countedCash(input.cash, currency)
  const counted = cash.reduce((sum, { value, pieces }) => sum + value * pieces, 0)
  const expected = await expectedIn(ctx, session)
  const difference = counted - expected
  if (difference !== 0 && !input.differenceReason)
    throw badInput('differenceReason', 'The count differs from what is expected: say why.', {
      difference: { amount: difference, currency },
    })
  const banked = input.banked ? cashAmount(input.banked, currency, 'banked') : 0
  await saved.change(
    ctx,
    session,
    {
      status: TillSessionStatus.CLOSED,
      countingSince: session.countingSince ?? ctx.now(),
      cash,
      expected,
      counted,
      differenceReason: difference === 0 ? null : input.differenceReason,
      banked,
      bankReference: input.bankReference ?? null,
      closedAt: ctx.now(),
      closedBy,
    },
    'close',
  )
  const entry = { ...accountOf({ ...session, ownerId: null }), sourceId: id }
  await post(ctx, { ...entry, kind: JournalEntryKind.TILL_DIFFERENCE }, [
    { account: LedgerAccount.CASH, amount: difference },
    { account: LedgerAccount.TILL_DIFFERENCE, amount: -difference },
  ])
  await post(ctx, { ...entry, kind: JournalEntryKind.BANKING }, [
    { account: LedgerAccount.BANK, amount: banked },
    { account: LedgerAccount.CASH, amount: -banked },
  ])
  return id
}

/** Closes a session by its count: a difference is explained and posted, and so is what goes to the bank (B15). */
export async function closeTill(ctx: Context, input: CloseTillInput): Promise<TillSessionRow> {
  authorize(ctx, 'payment:take')
  const { userId } = authorize(ctx, 'till:count')
  const id = await once(ctx, 'till.close', input, (ctx) => close(ctx, input, userId))
  return getSession(ctx, id)
}
