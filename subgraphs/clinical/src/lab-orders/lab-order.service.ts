import type { Context } from '@vetgraph/kit/context'
import { entity } from '@vetgraph/kit/reads/entity'
import type { Page, PageArgs } from '@vetgraph/kit/reads/connection'
import { heard, type Signal } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { authorize, can, householdOf } from '@vetgraph/kit/access/authorize'
import { ownedBy } from '@vetgraph/kit/access/household'
import { asId, asIdOrNull, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { writing } from '@vetgraph/kit/work/writing'
import { and, asc, eq, exists, getTableColumns, inArray, isNotNull, type Placeholder, sql } from 'drizzle-orm'
import type { Database } from '@vetgraph/kit/database/database'
import { labTests } from '../lab-panels/lab-panel.table.ts'
import { seriesOf } from '../measurements/series.ts'
import { noteChartOpened } from '../medical-records/chart-opening.service.ts'
import { signalPet } from '../pets/changes.service.ts'
import { lockPet, readPet } from '../pets/pet.service.ts'
import { type PetRow, pets } from '../pets/pet.table.ts'
import {
  awaited,
  type LabOrderRow,
  labOrders,
  type LabResultRow,
  labResults,
  toAcknowledge,
  unassigned,
} from './lab-order.table.ts'
import { type LabInboxFilter, LabInboxKind, type LabOrderChangeFilter } from './lab-order.inputs.ts'

export interface LabOrderSignal extends Signal {
  orderId: string
  petId: string | null
  vetId: string | null
  at: string
}

const topic = 'lab-order'

/** An owner sees what was released to owners of the own household's pets (P1, AU4). */
const releasedTo = (db: Database, household: string | Placeholder) =>
  and(
    isNotNull(labOrders.releasedAt),
    exists(
      db
        .select({ id: pets.id })
        .from(pets)
        .where(and(eq(pets.id, labOrders.petId), ownedBy(pets, household))),
    ),
  )

const reading = entity({
  table: labOrders,
  type: 'LabOrder',
  always: ['id', 'petId', 'createdAt'],
  takes: {
    panel: ['panelId'],
    location: ['locationId'],
    vet: ['vetId'],
    orderedBy: ['orderedBy'],
    acknowledgedBy: ['acknowledgedBy'],
  },
  noun: 'laboratory order',
  seen: (ctx) => ({ household: householdOf(ctx, 'lab:read') }),
  visible: ({ household }, db) => (household ? releasedTo(db, household) : undefined),
  whole: true,
  from: (db, columns) => db.select(columns).from(labOrders).$dynamic(),
})

export const { read: readLabOrders, get: getLabOrder } = reading

const { find } = reading

/** Opening results leaves the same entry as opening the chart (C1). */
async function noteSeen(ctx: Context, orders: readonly LabOrderRow[]) {
  await Promise.all(orders.flatMap(({ petId }) => (petId ? [noteChartOpened(ctx, petId, 'lab:read')] : [])))
}

/** An order by id, for whom it may be shown to. */
export async function findLabOrder(ctx: Context, id: string): Promise<LabOrderRow | null> {
  const order = await find(ctx, id)
  if (order) await noteSeen(ctx, [order])
  return order
}

const inbox = reading.list({
  wanted: (filter: LabInboxFilter | null) => ({
    [LabInboxKind.TO_ACKNOWLEDGE]: (filter?.kind ?? LabInboxKind.TO_ACKNOWLEDGE) === 'TO_ACKNOWLEDGE' || null,
    [LabInboxKind.UNASSIGNED]: filter?.kind === LabInboxKind.UNASSIGNED || null,
    [LabInboxKind.AWAITED]: filter?.kind === LabInboxKind.AWAITED || null,
    vetId: asIdOrNull(filter?.vetId),
    critical: filter?.critical ?? null,
  }),
  matching: (wanted) =>
    and(
      // What fits no patient is nobody's to look at yet.
      wanted.TO_ACKNOWLEDGE ? and(toAcknowledge, isNotNull(labOrders.petId)) : undefined,
      wanted.UNASSIGNED ? unassigned : undefined,
      wanted.AWAITED ? awaited : undefined,
      wanted.vetId ? eq(labOrders.vetId, wanted.vetId) : undefined,
      wanted.critical ? eq(labOrders.critical, wanted.critical) : undefined,
    ),
  order: () => ({ key: labOrders.createdAt, id: labOrders.id, direction: 'asc' }),
  keyOf: ({ createdAt }) => createdAt,
})

/** What waits of the laboratory, the oldest order first. */
export async function listInbox(
  ctx: Context,
  args: PageArgs,
  filter: LabInboxFilter | null,
): Promise<Page<LabOrderRow>> {
  authorize(ctx, 'lab:read')
  const page = await inbox(ctx, args, filter)
  await noteSeen(ctx, page.rows)
  return page
}

/** How many results wait for a vet's look. */
export const countToAcknowledge = (ctx: Context, vetId: string): Promise<number> =>
  inbox.count(ctx, { kind: LabInboxKind.TO_ACKNOWLEDGE, vetId })

const seriesOfPet = seriesOf<LabOrderRow & { petId: string }>({
  table: labOrders as typeof labOrders & { petId: typeof labOrders.petId },
  at: labOrders.createdAt,
  timeOf: ({ createdAt }) => createdAt,
  shown: (ctx) => {
    if (can(ctx.viewer, 'lab:read')) return undefined
    return ctx.viewer?.ownerId ? releasedTo(ctx.db, ctx.viewer.ownerId) : sql`false`
  },
})

/** A pet's orders, the latest first; its owner sees what was released. */
export async function listLabOrdersOf(
  ctx: Context,
  petId: string,
  args: { first: number; after?: string | null },
): Promise<Page<LabOrderRow>> {
  const page = await seriesOfPet(ctx, petId, args)
  await noteChartOpened(ctx, petId, 'lab:read')
  return page
}

const readResultsOf = async (ctx: Context, orderIds: readonly string[]) =>
  (
    await ctx.db
      .select(getTableColumns(labResults))
      .from(labResults)
      .innerJoin(labTests, eq(labTests.id, labResults.testId))
      .where(inArray(labResults.orderId, [...orderIds]))
      .orderBy(asc(labTests.createdAt), asc(labTests.id), asc(labResults.enteredAt), asc(labResults.id))
  ).map((result) => [result.orderId, result] as const)

const allResultsOf = (ctx: Context, orderId: string) => groupLoaderOf(ctx, readResultsOf).load(orderId)

/** The values of an order that hold. */
export const resultsOf = async (ctx: Context, orderId: string): Promise<LabResultRow[]> =>
  (await allResultsOf(ctx, orderId)).filter(({ replacedAt }) => replacedAt === null)

/** What stood in place of a value before, the oldest first; for staff only. */
export async function replacedBefore(ctx: Context, { orderId, testId }: { orderId: string; testId: string }) {
  if (!can(ctx.viewer, 'lab:read')) return []
  return (await allResultsOf(ctx, orderId)).flatMap(({ replacedAt, replaceReason, ...result }) =>
    result.testId === testId && replacedAt && replaceReason ? [{ ...result, replacedAt, replaceReason }] : [],
  )
}

/** What staff wrote for each other is not for the owner's eyes. */
export const labNote = (ctx: Context, { note }: { note: string | null }) =>
  can(ctx.viewer, 'lab:read') ? note : null

export const saved = writing({
  table: labOrders,
  type: 'LabOrder',
  noun: 'laboratory order',
  values: ({ createdAt: _at, updatedAt: _changed, id: _id, version: _version, ...values }) => values,
  announce: async (ctx, { id, petId, vetId }) => {
    await signal(ctx, topic, {
      orderId: id,
      petId,
      vetId,
      at: ctx.now().toISOString(),
    } satisfies LabOrderSignal)
    if (petId) await signalPet(ctx, await readPet(ctx, petId, 'id'))
  },
})

/** The order for a change, with its pet's row taken before it, as everybody does. */
export async function lockLabOrder(
  ctx: Context,
  { id, version }: { id: string; version: number },
): Promise<{ order: LabOrderRow; pet: PetRow | null }> {
  const [known] = await ctx.db
    .select({ petId: labOrders.petId })
    .from(labOrders)
    .where(eq(labOrders.id, asId(id)))
  const pet = known?.petId ? await lockPet(ctx, known.petId, 'id') : null
  return { pet, order: await saved.lock(ctx, id, version) }
}

/** The changes of orders, for staff who see results. */
export function hearLabOrders(ctx: Context, filter: LabOrderChangeFilter | null) {
  authorize(ctx, 'lab:read')
  return heard<LabOrderSignal>(
    ctx.live,
    topic,
    ({ petId, vetId }) =>
      (!filter?.petId || filter.petId === petId) && (!filter?.vetId || filter.vetId === vetId),
  )
}

export const getLabOrderChange = async (ctx: Context, { orderId, at }: LabOrderSignal) => ({
  order: await getLabOrder(ctx, orderId),
  at: new Date(at),
})
