import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { heard } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import type { Money } from '@vetgraph/kit/money'
import { authorize, sightOf } from '@vetgraph/kit/access/authorize'
import { asId, loaderOf } from '@vetgraph/kit/reads/refs'
import { changesOf, writing } from '@vetgraph/kit/work/writing'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { getLocation, locations } from '../refs/refs.service.ts'
import { cashOf } from './cash.ts'
import { type TillRow, tills } from './till.table.ts'
import type { CreateTillInput, TillChangeFilter, UpdateTillInput } from './till.types.ts'

export type TillSignal = { tillId: string; locationId: string }

export const announceTill = (ctx: Context, tillId: string, locationId: string) =>
  signal(ctx, 'till', { tillId, locationId } satisfies TillSignal)

const saved = writing({
  table: tills,
  type: 'Till',
  noun: 'till',
  values: ({ name, locationId, active }) => ({ name, locationId, active }),
  announce: (ctx, { id, locationId }) => announceTill(ctx, id, locationId),
})

/** The tills of a location by name: those in use, or with those that are retired. */
export function listTills(ctx: Context, locationId: string, withRetired: boolean): Promise<TillRow[]> {
  authorize(ctx, 'payment:take', locationId)
  return ctx.db
    .select()
    .from(tills)
    .where(and(eq(tills.locationId, asId(locationId)), withRetired ? undefined : eq(tills.active, true)))
    .orderBy(asc(tills.name), asc(tills.id))
}

export async function getTill(ctx: Context, id: string, field = 'id'): Promise<TillRow> {
  const [till] = await ctx.db
    .select()
    .from(tills)
    .where(eq(tills.id, asId(id)))
  if (!till) throw notFound('till', field)
  authorize(ctx, 'payment:take', till.locationId)
  return till
}

const readTills = (ctx: Context, ids: readonly string[]): Promise<TillRow[]> =>
  ctx.db
    .select()
    .from(tills)
    .where(inArray(tills.id, [...ids]))

/** The till of a session that the viewer already sees. */
export async function findTillOf(ctx: Context, tillId: string): Promise<TillRow> {
  sightOf(ctx, 'payment:take')
  return (await loaderOf(ctx, readTills).load(tillId))!
}

/** The notes and coins of a till that the viewer already sees. */
export async function listCash(ctx: Context, { locationId }: Pick<TillRow, 'locationId'>): Promise<Money[]> {
  sightOf(ctx, 'payment:take')
  const { currency } = await getLocation(ctx, locationId)
  return cashOf(currency).map((amount) => ({ amount, currency }))
}

export async function createTill(ctx: Context, input: CreateTillInput): Promise<TillRow> {
  authorize(ctx, 'till:write', input.locationId)
  const id = await once(ctx, 'till.create', input, async (ctx) => {
    if (!(await locations.find(ctx, input.locationId))) throw notFound('location', 'locationId')
    return (await saved.add(ctx, input)).id
  })
  return getTill(ctx, id)
}

export async function updateTill(ctx: Context, input: UpdateTillInput): Promise<TillRow> {
  authorize(ctx, 'till:write')
  return transact(ctx, async (ctx) => {
    const before = await saved.lock(ctx, input.id, input.version)
    authorize(ctx, 'till:write', before.locationId)
    return saved.change(ctx, before, changesOf(tills, input, ['name', 'active']))
  })
}

export function watchTills(ctx: Context, filter: TillChangeFilter | null) {
  authorize(ctx, 'payment:take', filter?.locationId)
  return heard<TillSignal>(ctx.live, 'till', ({ locationId }) => locationId === filter?.locationId)
}
