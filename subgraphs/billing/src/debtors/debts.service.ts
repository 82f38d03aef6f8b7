import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { maxRows } from '@vetgraph/kit/reports/report'
import { and, eq, lte, max, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { invoices } from '../invoices/invoice.table.ts'
import { journalEntries } from '../ledger/journal.table.ts'
import { byAge, daysLate, due, possible } from '../payments/ageing.service.ts'
import { locationRefs } from '../refs/refs.table.ts'
import { DebtorsGrouping } from './debtors.types.ts'

const keys: Readonly<Record<DebtorsGrouping, SQL>> = {
  CLIENT: sql`money.owner_id::text`,
  LOCATION: sql`money.location_id::text`,
}

const nothing = sql<number>`0`.mapWith(Number)

/** The debts at the end of a day, and the credit that their clients had then, by what they are grouped by. */
const debtsBy = (by: DebtorsGrouping) =>
  statement(
    (db, { until, places }: Places<{ until: string; places: readonly string[] | null }>) => {
      const at = places ? among(invoices.locationId, places) : undefined
      const debts = db.$with('debts').as(
        db
          .select({
            ownerId: invoices.ownerId,
            locationId: invoices.locationId,
            ...byAge,
            oldest: max(daysLate).mapWith(Number).as('oldest'),
            credit: nothing.as('credit'),
          })
          .from(invoices)
          .innerJoin(locationRefs, eq(locationRefs.id, invoices.locationId))
          .crossJoinLateral(sql`(select ${until}::date as day) as d`)
          .crossJoinLateral(due)
          .where(and(at, possible({ at, asOf: until }), sql`due.amount <> 0`))
          .groupBy(invoices.ownerId, invoices.locationId, invoices.currency),
      )
      const credits = db
        .select({
          ownerId: sql<string>`${journalEntries.ownerId}`.as('owner_id'),
          locationId: journalEntries.locationId,
          currency: journalEntries.currency,
          inTime: nothing.as('in_time'),
          upTo30: nothing.as('up_to_30'),
          upTo60: nothing.as('up_to_60'),
          upTo90: nothing.as('up_to_90'),
          over90: nothing.as('over_90'),
          total: nothing.as('total'),
          oldest: sql<number>`null::int`.mapWith(Number).as('oldest'),
          credit: sql<number>`${journalEntries.credit}`.mapWith(Number).as('credit'),
        })
        .from(journalEntries)
        .where(
          and(
            sql`${journalEntries.credit} <> 0`,
            lte(journalEntries.day, sql`${until}`),
            places ? among(journalEntries.locationId, places) : undefined,
            sql`(${journalEntries.ownerId}, ${journalEntries.currency}) in (select owner_id, currency from ${debts})`,
          ),
        )
      const money = unionAll(db.select().from(debts), credits).as('money')
      const isTotal = sql`grouping(${keys[by]})`
      const sumOf = (name: Exclude<keyof typeof byAge, 'currency'> | 'credit') =>
        sql<number>`sum(${money[name]})`.mapWith(Number)
      return db
        .with(debts)
        .select({
          total: sql<boolean>`${isTotal}`.mapWith((bit) => Number(bit) === 1),
          key: sql<string | null>`${keys[by]}`,
          currency: money.currency,
          inTime: sumOf('inTime'),
          upTo30: sumOf('upTo30'),
          upTo60: sumOf('upTo60'),
          upTo90: sumOf('upTo90'),
          over90: sumOf('over90'),
          due: sumOf('total'),
          oldest: sql<number | null>`greatest(max(${money.oldest}), 0)`.mapWith(Number),
          credit: sumOf('credit'),
        })
        .from(money)
        .groupBy(sql`grouping sets ((${money.currency}, ${keys[by]}), (${money.currency}))`)
        .orderBy(sql`${isTotal} desc`)
        .limit(maxRows * 2)
    },
    { lengthy: true },
  )

/** By each grouping. */
export const debts = new Map(Object.values(DebtorsGrouping).map((by) => [by, debtsBy(by)]))
