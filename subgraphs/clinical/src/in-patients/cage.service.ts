import type { Context } from '@vetgraph/kit/context'
import { authorize, locationsOf } from '@vetgraph/kit/access/authorize'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { entity } from '@vetgraph/kit/reads/entity'
import { asId, loaderOf } from '@vetgraph/kit/reads/refs'
import { once } from '@vetgraph/kit/work/idempotency'
import { writing } from '@vetgraph/kit/work/writing'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { versionOf } from '../record-templates/record-template.service.ts'
import { locations } from '../refs/location-ref.service.ts'
import { type CageRow, cages } from './cage.table.ts'
import type { SaveCageInput } from './in-patient.inputs.ts'
import { inPatients, present } from './in-patient.table.ts'

const maxCages = 300

const right = 'in-patient:read'

/** The cages of the locations whose in-patients the viewer may see. */
export const { read: readCages } = entity({
  table: cages,
  type: 'Cage',
  always: ['id'],
  takes: { location: ['locationId'] },
  noun: 'cage',
  seen: (ctx: Context) => ({ places: locationsOf(authorize(ctx, right), right) as string[] | null }),
  visible: ({ places }) => (places === null ? undefined : sql`${cages.locationId} = any(${places}::uuid[])`),
  whole: true,
  from: (db, columns) => db.select(columns).from(cages).$dynamic(),
})

const readOfStays = (ctx: Context, ids: readonly string[]): Promise<CageRow[]> =>
  ctx.db
    .select()
    .from(cages)
    .where(inArray(cages.id, [...ids]))

/** Where a patient stays: whoever may see the stay may know it, the owner too. */
export const cageOf = async (ctx: Context, { cageId }: { cageId: string }): Promise<CageRow> =>
  (await loaderOf(ctx, readOfStays).load(cageId))!

/** The cages of a location, by ward and name. */
export function listCages(ctx: Context, locationId: string, withRetired: boolean): Promise<CageRow[]> {
  authorize(ctx, right, locationId)
  return ctx.db
    .select()
    .from(cages)
    .where(and(eq(cages.locationId, asId(locationId)), withRetired ? undefined : eq(cages.active, true)))
    .orderBy(asc(cages.ward), asc(cages.name), asc(cages.id))
    .limit(maxCages)
}

const saved = writing({
  table: cages,
  type: 'Cage',
  noun: 'cage',
  values: ({ locationId, ward, name, active }) => ({ locationId, ward, name, active }),
})

/** The cage kept from others, for a patient who comes into it. */
export async function lockCage(ctx: Context, id: string, locationId: string): Promise<CageRow> {
  const [cage] = await ctx.db
    .select()
    .from(cages)
    .where(eq(cages.id, asId(id)))
    .for('update')
  if (!cage) throw notFound('cage', 'cageId')
  if (cage.locationId !== locationId) throw badInput('cageId', 'This cage is at another location.')
  if (!cage.active) throw badInput('cageId', `${cage.name} is retired.`)
  return cage
}

/** Adds a cage, changes or retires one; a cage with a patient is not retired. */
export async function saveCage(ctx: Context, input: SaveCageInput): Promise<CageRow> {
  authorize(ctx, 'cage:write', input.locationId)
  const id = await once(ctx, 'saveCage', input, async (ctx) => {
    const { locationId, ward, name } = input
    if (!(await locations.find(ctx, locationId))) throw notFound('location', 'locationId')
    const before = input.id ? await saved.lock(ctx, input.id, versionOf(input)) : null
    if (before && before.locationId !== locationId)
      throw badInput('locationId', 'A cage stays at its location.')
    if (!before && (await ctx.db.$count(cages, eq(cages.locationId, locationId))) >= maxCages)
      throw badInput('name', `At most ${maxCages} cages.`)
    const values = { locationId, ward, name, active: !input.retired }
    if (
      before &&
      input.retired &&
      (await ctx.db.$count(inPatients, and(eq(inPatients.cageId, before.id), present)))
    )
      throw conflict('A patient is in this cage.', { field: 'retired' })
    return (before ? await saved.change(ctx, before, values) : await saved.add(ctx, values)).id
  })
  return cageOf(ctx, { cageId: id })
}
