import type { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { entity, visibleToAll } from '@vetgraph/kit/reads/entity'
import { authorize, sightOf } from '@vetgraph/kit/access/authorize'
import { asId, groupLoaderOf, loaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { writing } from '@vetgraph/kit/work/writing'
import { and, eq, sql } from 'drizzle-orm'
import { journalLines } from '../ledger/journal.table.ts'
import { announceTill } from './till.service.ts'
import { isStanding, type TillSessionRow, tillSessions, TillSessionStatus } from './till.table.ts'

const reading = entity({
  table: tillSessions,
  type: 'TillSession',
  noun: 'session',
  always: ['id'],
  takes: {},
  // Every way to a session asks for the right at its location.
  ...visibleToAll,
  whole: true,
  from: (db, columns) => db.select(columns).from(tillSessions).$dynamic(),
})

export const getSession = reading.get

const listed = reading.list({
  wanted: ({ locationId }: { locationId: string }) => ({ locationId: asId(locationId) }),
  matching: ({ locationId }) => eq(tillSessions.locationId, locationId),
  order: () => ({ key: tillSessions.day, id: tillSessions.id, direction: 'desc' }),
  keyOf: ({ day }) => day,
})

/** The sessions of a location's tills, the latest first. */
export function listSessions(ctx: Context, page: PageArgs, locationId: string) {
  authorize(ctx, 'till:count', locationId)
  return listed(ctx, page, { locationId })
}

const standing = statement((db, { tillIds }: Places<{ tillIds: readonly string[] }>) =>
  db
    .select()
    .from(tillSessions)
    .where(and(among(tillSessions.tillId, tillIds), isStanding)),
)

const readStanding = async (ctx: Context, tillIds: readonly string[]) =>
  (await standing(ctx, { tillIds })).map((row): readonly [string, TillSessionRow] => [row.tillId, row])

async function sessionOf(ctx: Context, tillId: string, status: TillSessionStatus) {
  authorize(ctx, 'payment:take')
  const rows = await groupLoaderOf(ctx, readStanding).load(tillId)
  return rows.find((row) => row.status === status) ?? null
}

/** The session of a till, which the viewer already sees, that takes cash. */
export const openSessionOf = (ctx: Context, tillId: string) => sessionOf(ctx, tillId, TillSessionStatus.OPEN)

/** The session of a till, which the viewer already sees, that is being counted. */
export const countingSessionOf = (ctx: Context, tillId: string) =>
  sessionOf(ctx, tillId, TillSessionStatus.COUNTING)

const moved = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db
    .select({
      id: sql<string>`${journalLines.tillSessionId}`.as('id'),
      taken: sql<number>`coalesce(sum(${journalLines.amount}) filter (where ${journalLines.amount} > 0), 0)`
        .mapWith(Number)
        .as('taken'),
      given: sql<number>`coalesce(-sum(${journalLines.amount}) filter (where ${journalLines.amount} < 0), 0)`
        .mapWith(Number)
        .as('given'),
    })
    .from(journalLines)
    .where(among(journalLines.tillSessionId, ids))
    .groupBy(journalLines.tillSessionId),
)

const readMoved = (ctx: Context, ids: readonly string[]) => moved(ctx, { ids })

/** The cash that came into and went out of a session that the viewer already sees. */
export async function movedIn(ctx: Context, { id }: Pick<TillSessionRow, 'id'>) {
  sightOf(ctx, 'payment:take')
  return (await loaderOf(ctx, readMoved).load(id)) ?? { id, taken: 0, given: 0 }
}

/** What should be in the drawer: the float, and what came and went. */
export async function expectedIn(ctx: Context, session: TillSessionRow): Promise<number> {
  const { taken, given } = await movedIn(ctx, session)
  return session.float + taken - given
}

/** A session as it is read. */
export type TillSessionShown = TillSessionRow

export const saved = writing({
  table: tillSessions,
  type: 'TillSession',
  noun: 'session',
  values: ({ tillId, status, float, expected, counted, differenceReason, banked, bankReference }) => ({
    tillId,
    status,
    float,
    expected,
    counted,
    differenceReason,
    banked,
    bankReference,
  }),
  announce: (ctx, { tillId, locationId }) => announceTill(ctx, tillId, locationId),
})
