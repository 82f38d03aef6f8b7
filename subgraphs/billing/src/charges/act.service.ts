import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { entity } from '@vetgraph/kit/reads/entity'
import { conflict, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize, can, locationsOf, requireViewer } from '@vetgraph/kit/access/authorize'
import { asId, asIdOrNull } from '@vetgraph/kit/reads/refs'
import { among } from '@vetgraph/kit/reads/statement'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { ActKind } from '../prices/service.table.ts'
import { type ActRow, acts } from './act.table.ts'
import type { UnbilledActFilter, WaiveChargeInput } from './act.types.ts'

/** Staff see what was done at their locations; owners see their invoices instead. */
const reading = entity({
  table: acts,
  type: 'Act',
  noun: 'act',
  always: ['id'],
  takes: {},
  whole: true,
  seen: (ctx) => {
    const viewer = authorize(ctx, 'invoice:read')
    return { places: locationsOf(viewer, 'invoice:read') }
  },
  visible: ({ places }) => (places ? among(acts.locationId, places) : undefined),
  from: (db, columns) => db.select(columns).from(acts).$dynamic(),
})

const { get } = reading

/** What is neither charged nor waived nor taken back. */
export const isUnbilled = and(isNull(acts.invoiceId), isNull(acts.waivedAt), isNull(acts.retractedAt))!

/** What was done and is neither charged nor waived, the oldest first (B13). */
export const listUnbilled = reading.list({
  wanted: ({ locationId, ownerId, petId, kind }: UnbilledActFilter) => ({
    location: asIdOrNull(locationId),
    owner: asIdOrNull(ownerId),
    pet: asIdOrNull(petId),
    kind: kind ?? null,
  }),
  matching: ({ location, owner, pet, kind }) =>
    and(
      isUnbilled,
      location ? eq(acts.locationId, location) : undefined,
      owner ? eq(acts.ownerId, owner) : undefined,
      pet ? eq(acts.petId, pet) : undefined,
      kind ? eq(acts.kind, kind) : undefined,
    ),
  order: () => ({ key: acts.at, id: acts.id, direction: 'asc' }),
  keyOf: ({ at }) => at,
})

/** What an event tells of it. */
export type ActFacts = Omit<
  ActRow,
  'invoiceId' | 'waivedAt' | 'waivedBy' | 'waivedReason' | 'retractedAt' | 'at' | 'cost'
>

/** Keeps what was done, once; a visit that was reopened is done again when it is completed again. */
export async function keepAct(ctx: Context, facts: ActFacts, cost: number | null = null): Promise<ActRow> {
  await ctx.db
    .insert(acts)
    .values({ ...facts, cost, at: ctx.now() })
    .onConflictDoUpdate({
      target: acts.id,
      set: { retractedAt: null },
      setWhere: sql`${acts.kind} = ${ActKind.VISIT}`,
    })
  const [act] = await ctx.db.select().from(acts).where(eq(acts.id, facts.id))
  return act!
}

/** Notes that it was undone; answers null when it is not known. */
export async function retractAct(ctx: Context, id: string): Promise<ActRow | null> {
  const [act] = await ctx.db.update(acts).set({ retractedAt: ctx.now() }).where(eq(acts.id, id)).returning()
  return act ?? null
}

/** Decides that something is not charged; the reason is kept and audited. */
export async function waiveCharge(ctx: Context, input: WaiveChargeInput): Promise<ActRow> {
  const { userId } = authorize(ctx, 'charge:waive')
  const id = await once(ctx, 'waiveCharge', input, async (ctx) => {
    const [act] = await ctx.db
      .select()
      .from(acts)
      .where(eq(acts.id, asId(input.actId)))
      .for('update')
    if (!act || !can(requireViewer(ctx), 'invoice:read', act.locationId)) throw notFound('act', 'actId')
    authorize(ctx, 'charge:waive', act.locationId)
    if (act.invoiceId || act.waivedAt || act.retractedAt)
      throw conflict('This is charged already, waived or taken back.', { field: 'actId' })
    const waived = { waivedAt: ctx.now(), waivedBy: userId, waivedReason: input.reason }
    await ctx.db.update(acts).set(waived).where(eq(acts.id, act.id))
    await audit(ctx, 'charge.waive', {
      entity: 'Act',
      entityId: act.id,
      before: { kind: act.kind, description: act.description, ownerId: act.ownerId },
      after: { reason: input.reason },
    })
    return act.id
  })
  return get(ctx, id)
}
