import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { type Places, statement } from '@vetgraph/kit/reads/statement'
import { and, eq, or, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { invoices, InvoiceStatus } from '../invoices/invoice.table.ts'
import { journalEntries, journalLines } from '../ledger/journal.table.ts'
import { isSeen } from '../ledger/statement.service.ts'
import { locationRefs } from '../refs/refs.table.ts'
import type { Ageing } from './ageing.types.ts'
import { lastDay, todayAt } from './overdue.service.ts'

/** What was due on an invoice at the end of the day `d`. */
export const due = sql`(
  select sum(${journalLines.amount}) as amount from ${journalLines}
  join ${journalEntries} on ${journalEntries.id} = ${journalLines.entryId}
  where ${journalLines.invoiceId} = ${invoices.id} and ${journalEntries.day} <= d.day) as due`

const sumOf = (which: SQL, name: string) =>
  sql<number>`coalesce(sum(due.amount) filter (where ${which}), 0)`.mapWith(Number).as(name)

/** How many days after its last day the day `d` is. */
export const daysLate = sql`d.day - ${lastDay}`

/** The ages are the same wherever debts are added up. */
export const byAge = {
  currency: invoices.currency,
  inTime: sumOf(sql`${daysLate} <= 0`, 'in_time'),
  upTo30: sumOf(sql`${daysLate} between 1 and 30`, 'up_to_30'),
  upTo60: sumOf(sql`${daysLate} between 31 and 60`, 'up_to_60'),
  upTo90: sumOf(sql`${daysLate} between 61 and 90`, 'up_to_90'),
  over90: sumOf(sql`${daysLate} > 90`, 'over_90'),
  total: sumOf(sql`true`, 'total'),
}

type Sums = Record<Exclude<keyof typeof byAge, 'currency'>, number> & { currency: string }

const present = ({ currency, ...sums }: Sums): Ageing =>
  Object.fromEntries(Object.entries(sums).map(([age, amount]) => [age, { amount, currency }])) as never

/** The day that counts; today by the location's calendar if none is given. */
const dayOf = (given: SQL, now: Places<{ now: Date }>['now']) =>
  sql`(select coalesce(${given}, ${todayAt(now)}) as day) as d`

const agesOfOwners = statement(
  (db, { owners, days, now }: Places<{ owners: string; days: string; now: Date }>) =>
    db
      .select({ key: sql<string>`k.owner || ' ' || k.day`, ...byAge })
      .from(invoices)
      .innerJoin(
        sql`unnest(${owners}::uuid[], ${days}::text[]) as k (owner, day)`,
        sql`k.owner = ${invoices.ownerId}`,
      )
      .innerJoin(locationRefs, eq(locationRefs.id, invoices.locationId))
      .crossJoinLateral(dayOf(sql`nullif(k.day, '')::date`, now))
      .crossJoinLateral(due)
      .where(
        or(
          eq(invoices.status, InvoiceStatus.FINALISED),
          and(sql`k.day <> ''`, eq(invoices.status, InvoiceStatus.PAID)),
        ),
      )
      .groupBy(sql`k.owner`, sql`k.day`, invoices.currency)
      .having(sql`sum(due.amount) <> 0`)
      .orderBy(invoices.currency),
)

const readAges = async (ctx: Context, keys: readonly string[]) => {
  const pairs = keys.map((key) => key.split(' '))
  const rows = await agesOfOwners(ctx, {
    owners: `{${pairs.map(([owner]) => owner).join()}}`,
    days: `{${pairs.map(([, day]) => `"${day}"`).join()}}`,
    now: ctx.now(),
  })
  return rows.map(({ key, ...sums }): readonly [string, Ageing] => [key, present(sums)])
}

/** What an owner owed at the end of a day by its age, in each currency. */
export async function ageingOfOwner(
  ctx: Context,
  ownerId: string,
  asOf: string | null | undefined,
): Promise<Ageing[] | null> {
  if (!isSeen(ctx, ownerId)) return null
  return groupLoaderOf(ctx, readAges).load(`${asId(ownerId)} ${asOf ?? ''}`)
}

/** Only what is due now, or has moved after the day, can have been due on it. */
export const possible = ({ at, asOf }: { at: SQL | undefined; asOf: Placeholder | null }): SQL => {
  const unpaid = sql`select id from ${invoices}
    where ${and(at, sql`status = ${sql.raw(`'${InvoiceStatus.FINALISED}'`)}`)}`
  if (!asOf) return sql`${invoices.id} in (${unpaid})`
  return sql`${invoices.id} in (${unpaid} union select ${journalLines.invoiceId} from ${journalEntries}
    join ${journalLines} on ${journalLines.entryId} = ${journalEntries.id}
    where ${journalEntries.locationId} = any(array(select id from ${locationRefs}))
      and ${journalEntries.day} > ${asOf} and ${journalLines.invoiceId} is not null)`
}

const agesAt = statement(
  (db, { locationId, asOf, now }: Places<{ locationId: string; asOf: string | null; now: Date }>) => {
    const at = eq(invoices.locationId, locationId)
    return db
      .select(byAge)
      .from(invoices)
      .innerJoin(locationRefs, eq(locationRefs.id, invoices.locationId))
      .crossJoinLateral(dayOf(asOf ? sql`${asOf}::date` : sql`null::date`, now))
      .crossJoinLateral(due)
      .where(and(at, possible({ at, asOf })))
      .groupBy(invoices.currency)
      .having(sql`sum(due.amount) <> 0`)
      .orderBy(invoices.currency)
  },
  { lengthy: true },
)

/** What was due at a location at the end of a day by its age, in each currency. */
export async function ageingAt(
  ctx: Context,
  locationId: string,
  asOf: string | null | undefined,
): Promise<Ageing[]> {
  authorize(ctx, 'invoice:read', locationId)
  const rows = await agesAt(ctx, { locationId: asId(locationId), asOf: asOf ?? null, now: ctx.now() })
  return rows.map(present)
}
