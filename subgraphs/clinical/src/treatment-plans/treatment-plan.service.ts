import { can, householdOf } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { conflict, notFound } from '@vetgraph/kit/errors'
import { quantityOf } from '@vetgraph/kit/money'
import type { Page } from '@vetgraph/kit/reads/connection'
import { entity } from '@vetgraph/kit/reads/entity'
import { asId, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { writing } from '@vetgraph/kit/work/writing'
import { asc, eq, inArray, sql } from 'drizzle-orm'
import { seriesOf } from '../measurements/series.ts'
import { noteChartOpened } from '../medical-records/chart-opening.service.ts'
import { signalPet } from '../pets/changes.service.ts'
import { lockPet, readPet } from '../pets/pet.service.ts'
import type { PetRow } from '../pets/pet.table.ts'
import type { TreatmentPlanStatus } from './treatment-plan.table.ts'
import {
  type TreatmentPlanLineRow,
  treatmentPlanLines,
  type TreatmentPlanRow,
  treatmentPlans,
  treatmentPlanSignatures,
} from './treatment-plan.table.ts'
import type { TreatmentPlanLine } from './treatment-plan.types.ts'

const reading = entity({
  table: treatmentPlans,
  type: 'TreatmentPlan',
  always: ['id', 'petId', 'createdAt'],
  takes: {},
  noun: 'treatment plan',
  seen: (ctx) => ({ household: householdOf(ctx, 'treatment-plan:read') }),
  // The portal does not show plans.
  visible: ({ household }) => (household ? sql`false` : undefined),
  whole: true,
  from: (db, columns) => db.select(columns).from(treatmentPlans).$dynamic(),
})

export const { read: readTreatmentPlans, get: getTreatmentPlan, list: listTreatmentPlans } = reading

/** A plan by id, for staff; that it was opened stands in the audit (C1). */
export async function findTreatmentPlan(ctx: Context, id: string): Promise<TreatmentPlanRow | null> {
  const plan = await reading.find(ctx, id)
  if (plan) await noteChartOpened(ctx, plan.petId, 'treatment-plan:read')
  return plan
}

const seriesOfPet = seriesOf<TreatmentPlanRow>({
  table: treatmentPlans,
  at: treatmentPlans.createdAt,
  timeOf: ({ createdAt }) => createdAt,
  shown: (ctx) => (can(ctx.viewer, 'treatment-plan:read') ? undefined : sql`false`),
})

/** A pet's plans, the latest first; for staff only. */
export async function listTreatmentPlansOf(
  ctx: Context,
  petId: string,
  args: { first: number; after?: string | null },
): Promise<Page<TreatmentPlanRow>> {
  const page = await seriesOfPet(ctx, petId, args)
  await noteChartOpened(ctx, petId, 'treatment-plan:read')
  return page
}

const readLines = async (ctx: Context, ids: readonly string[]) =>
  (
    await ctx.db
      .select()
      .from(treatmentPlanLines)
      .where(inArray(treatmentPlanLines.planId, [...ids]))
      .orderBy(asc(treatmentPlanLines.position))
  ).map((line) => [line.planId, line] as const)

/** The lines of a plan that the viewer already sees. */
export async function linesOf(ctx: Context, planId: string): Promise<TreatmentPlanLine[]> {
  return (await groupLoaderOf(ctx, readLines).load(planId)).map((line) => ({
    ...line,
    lowQuantity: quantityOf(line.lowQuantity),
    highQuantity: quantityOf(line.highQuantity),
  }))
}

const readSignatures = async (ctx: Context, ids: readonly string[]) =>
  (
    await ctx.db
      .select()
      .from(treatmentPlanSignatures)
      .where(inArray(treatmentPlanSignatures.id, [...ids]))
  ).map(({ id, image }) => [id, `data:image/png;base64,${image.toString('base64')}`] as const)

/** What was drawn on a plan that the viewer already sees. */
export const signatureOf = async (ctx: Context, planId: string): Promise<string | null> =>
  (await groupLoaderOf(ctx, readSignatures).load(planId))[0] ?? null

export const saved = writing({
  table: treatmentPlans,
  type: 'TreatmentPlan',
  noun: 'treatment plan',
  values: ({ createdAt: _at, updatedAt: _changed, id: _id, version: _version, ...values }) => values,
  announce: async (ctx, { petId }) => signalPet(ctx, await readPet(ctx, petId, 'id')),
})

interface Locked {
  plan: TreatmentPlanRow
  pet: PetRow
  lines: TreatmentPlanLineRow[]
}

/** The plan for a change, with its pet's row taken before it, as everybody does. */
export async function lockTreatmentPlan(
  ctx: Context,
  { id, version }: { id: string; version: number },
): Promise<Locked> {
  const [known] = await ctx.db
    .select({ petId: treatmentPlans.petId })
    .from(treatmentPlans)
    .where(eq(treatmentPlans.id, asId(id)))
  if (!known) throw notFound('treatment plan', 'id')
  const pet = await lockPet(ctx, known.petId, 'id')
  const plan = await saved.lock(ctx, id, version)
  const lines = (await readLines(ctx, [plan.id])).map(([, line]) => line)
  return { pet, plan, lines }
}

const states: Readonly<Record<TreatmentPlanStatus, string>> = {
  DRAFT: 'is not offered yet',
  OFFERED: 'was offered already',
  DECIDED: 'was decided already',
  WITHDRAWN: 'was withdrawn',
}

export function checkStatus({ status }: TreatmentPlanRow, ...wanted: TreatmentPlanStatus[]) {
  if (!wanted.includes(status)) throw conflict(`This plan ${states[status]}.`, { field: 'id', status })
}
