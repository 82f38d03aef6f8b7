import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { entity, visibleToAll } from '@vetgraph/kit/reads/entity'
import { notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { heard } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { changesOf, writing } from '@vetgraph/kit/work/writing'
import { and, asc, eq } from 'drizzle-orm'
import { locations } from '../refs/refs.service.ts'
import { equipment, type EquipmentRow } from './equipment.table.ts'
import type { CreateEquipmentInput, EquipmentChangeFilter, UpdateEquipmentInput } from './equipment.types.ts'

/** The name of equipment is no secret: whoever sees a visit may see what it uses. */
export const { find: findEquipment, get: getEquipment } = entity({
  ...{ table: equipment, type: 'Equipment', always: ['id'], takes: {} },
  noun: 'equipment',
  ...visibleToAll,
  whole: true,
  from: (db, columns) => db.select(columns).from(equipment).$dynamic(),
})

export type EquipmentSignal = { equipmentId: string; locationId: string }

const saved = writing({
  table: equipment,
  type: 'Equipment',
  noun: 'equipment',
  values: ({ name, kind, locationId, active }) => ({ name, kind, locationId, active }),
  announce: (ctx, { id, locationId }) =>
    signal(ctx, 'equipment', { equipmentId: id, locationId } satisfies EquipmentSignal),
})

/** The equipment of a location by name: what can be booked, or with what is retired. */
export const listEquipmentOf = (
  ctx: Context,
  locationId: string,
  withRetired = false,
): Promise<EquipmentRow[]> =>
  ctx.db
    .select()
    .from(equipment)
    .where(
      and(eq(equipment.locationId, asId(locationId)), withRetired ? undefined : eq(equipment.active, true)),
    )
    .orderBy(asc(equipment.name), asc(equipment.id))

export function listEquipment(
  ctx: Context,
  locationId: string,
  withRetired: boolean,
): Promise<EquipmentRow[]> {
  authorize(ctx, 'appointment:read', locationId)
  return listEquipmentOf(ctx, locationId, withRetired)
}

export async function createEquipment(ctx: Context, input: CreateEquipmentInput): Promise<EquipmentRow> {
  authorize(ctx, 'equipment:write', input.locationId)
  const id = await once(ctx, 'equipment.create', input, async (ctx) => {
    if (!(await locations.find(ctx, input.locationId))) throw notFound('location', 'locationId')
    return (await saved.add(ctx, input)).id
  })
  return getEquipment(ctx, id)
}

/** Renames or retires equipment; its kind stays, because booked visits rely on it. */
export async function updateEquipment(ctx: Context, input: UpdateEquipmentInput): Promise<EquipmentRow> {
  authorize(ctx, 'equipment:write')
  return transact(ctx, async (ctx) => {
    const before = await saved.lock(ctx, input.id, input.version)
    authorize(ctx, 'equipment:write', before.locationId)
    return saved.change(ctx, before, changesOf(equipment, input, ['name', 'active']))
  })
}

export function watchEquipment(ctx: Context, filter: EquipmentChangeFilter | null) {
  authorize(ctx, 'appointment:read', filter?.locationId)
  return heard<EquipmentSignal>(ctx.live, 'equipment', ({ locationId }) => locationId === filter?.locationId)
}
