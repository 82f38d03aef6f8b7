import {
  type Behind,
  inOrder,
  isBehind,
  type Page,
  type PageArgs,
  pageOf,
} from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import type { Money } from '@vetgraph/kit/money'
import { sightOf } from '@vetgraph/kit/access/authorize'
import { asId, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { and, asc, count, eq, lte, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { locationRefs } from '../refs/refs.table.ts'
import { journalEntries } from './journal.table.ts'
import type { AccountEntry } from './statement.types.ts'

/** Staff with the right see the account of every owner at all locations, an owner the own one (AU4). */
export function isSeen(ctx: Context, ownerId: string): boolean {
  const sight = sightOf(ctx, 'invoice:read')
  return sight.all || sight.ownerId === ownerId
}

/** As late as a day can be. */
const lastDay = '9999-12-31'

/** Null of entries that only move money within the account. */
const change = sql<number>`${journalEntries.receivable} - ${journalEntries.credit}`.mapWith(Number)
const changes: SQL = sql`${journalEntries.receivable} <> ${journalEntries.credit}`
/** Ids are in the order of the entries of one moment; PostgreSQL has no max(uuid) before 18. */
const lastUsedFirst: SQL = sql`max(${journalEntries.at}) desc, max(${journalEntries.id}::text) desc`

const balances = statement((db, { owners, days }: Places<{ owners: string; days: string }>) =>
  db
    .select({
      key: sql<string>`k.owner || ' ' || k.day`,
      currency: journalEntries.currency,
      amount: sql<number>`sum(${change})`.mapWith(Number),
    })
    .from(journalEntries)
    .innerJoin(
      sql`unnest(${owners}::uuid[], ${days}::date[]) as k (owner, day)`,
      sql`k.owner = ${journalEntries.ownerId} and ${journalEntries.day} <= k.day`,
    )
    .where(changes)
    .groupBy(sql`k.owner`, sql`k.day`, journalEntries.currency)
    .orderBy(lastUsedFirst),
)

type Keyed = ReadonlyArray<readonly [string, Money]>

const keyed = (rows: ReadonlyArray<{ key: string } & Money>): Keyed =>
  rows.map(({ key, currency, amount }) => [key, { amount, currency }])

const readBalances = async (ctx: Context, keys: readonly string[]): Promise<Keyed> => {
  const pairs = keys.map((key) => key.split(' '))
  return keyed(
    await balances(ctx, {
      owners: `{${pairs.map(([owner]) => owner).join()}}`,
      days: `{${pairs.map(([, day]) => day).join()}}`,
    }),
  )
}

const credits = statement((db, { owners }: Places<{ owners: readonly string[] }>) =>
  db
    .select({
      key: sql<string>`${journalEntries.ownerId}`,
      currency: journalEntries.currency,
      amount: sql<number>`sum(${journalEntries.credit})`.mapWith(Number),
    })
    .from(journalEntries)
    .where(and(among(journalEntries.ownerId, owners), sql`credit <> 0`))
    .groupBy(journalEntries.ownerId, journalEntries.currency)
    .orderBy(lastUsedFirst),
)

const readCredits = async (ctx: Context, owners: readonly string[]): Promise<Keyed> =>
  keyed(await credits(ctx, { owners }))

const firstLocation = statement((db) =>
  db.select({ currency: locationRefs.currency }).from(locationRefs).orderBy(asc(locationRefs.name)).limit(1),
)

const readHomeCurrency = async (ctx: Context, keys: readonly string[]) => {
  const rows = await firstLocation(ctx, {})
  return keys.flatMap((key) => rows.map(({ currency }): readonly [string, string] => [key, currency]))
}

/** The amount in the currency that is asked for, else in the one that was used last; zero where nothing happened yet. */
async function amountOf(
  ctx: Context,
  amounts: readonly Money[],
  wanted: string | null | undefined,
): Promise<Money | null> {
  if (wanted && !/^[A-Z]{3}$/.test(wanted)) throw badInput('currency', 'Currencies have three letters: EUR.')
  const found = wanted ? amounts.find(({ currency }) => currency === wanted) : amounts[0]
  if (found) return found
  const currency = wanted ?? (await groupLoaderOf(ctx, readHomeCurrency).load(''))[0]
  return currency ? { amount: 0, currency } : null
}

export interface AccountArgs {
  asOf: string | null | undefined
  currency: string | null | undefined
}

/** What an owner owes at the end of a day: the sum of the ledger, negative when the hospital owes (B6, RP2). */
export async function balanceOf(ctx: Context, ownerId: string, { asOf, currency }: AccountArgs) {
  if (!isSeen(ctx, ownerId)) return null
  const amounts = await groupLoaderOf(ctx, readBalances).load(`${asId(ownerId)} ${asOf ?? lastDay}`)
  return amountOf(ctx, amounts, currency)
}

/** What an owner has paid that pays no invoice yet. */
export async function creditAt(ctx: Context, ownerId: string, currency: string | null | undefined) {
  if (!isSeen(ctx, ownerId)) return null
  return amountOf(ctx, await groupLoaderOf(ctx, readCredits).load(asId(ownerId)), currency)
}

interface Account {
  ownerId: string
  currency: string
  until: string
}

const ofAccount = ({ ownerId, currency, until }: Places<Account>): SQL | undefined =>
  and(
    eq(journalEntries.ownerId, ownerId),
    eq(journalEntries.currency, currency as Placeholder),
    lte(journalEntries.day, until),
    changes,
  )

const pageOfEntries = statement((db, places: Places<Account & Behind>) => {
  const running = db
    .select({
      id: journalEntries.id,
      kind: journalEntries.kind,
      sourceId: journalEntries.sourceId,
      day: journalEntries.day,
      at: journalEntries.at,
      currency: journalEntries.currency,
      change: change.as('change'),
      balance: sql<number>`sum(${change}) over (order by ${journalEntries.day}, ${journalEntries.id})`
        .mapWith(Number)
        .as('balance'),
    })
    .from(journalEntries)
    .where(ofAccount(places))
    .as('running')
  const order = { key: running.day, id: running.id, direction: 'desc' as const } as never as Parameters<
    typeof isBehind
  >[0]
  return db
    .select()
    .from(running)
    .where(isBehind(order, places.behindKey, places.behindId))
    .orderBy(...inOrder(order))
    .limit(places.limit)
})

const countOfEntries = statement((db, places: Places<Account>) =>
  db.select({ count: count() }).from(journalEntries).where(ofAccount(places)),
)

/** The entries of an owner's account up to the end of a day, the latest first, each with the balance after it (B10). */
export async function listAccountEntries(
  ctx: Context,
  ownerId: string,
  page: PageArgs,
  { asOf, currency }: AccountArgs,
): Promise<Page<AccountEntry>> {
  const balance = await balanceOf(ctx, ownerId, { asOf: null, currency })
  if (!balance) throw notFound('owner', 'ownerId')
  const account: Account = {
    ownerId: asId(ownerId),
    currency: balance.currency,
    until: asOf ?? lastDay,
  }
  return pageOf<AccountEntry>(page, {
    key: journalEntries.day,
    id: journalEntries.id,
    direction: 'desc',
    keyOf: ({ day }) => day,
    read: ({ behind }) => pageOfEntries(ctx, { ...account, ...behind }),
    count: async () => (await countOfEntries(ctx, account))[0]?.count ?? 0,
  })
}
