import type { Context } from '@vetgraph/kit/context'
import { lockFor } from '@vetgraph/kit/database/db'
import { conflict, type DomainError } from '@vetgraph/kit/errors'
import { type Interval, overlaps } from '@vetgraph/kit/time'
import type { AppointmentTypeRow } from '../appointment-types/appointment-type.table.ts'
import { listEquipmentOf } from '../equipment/equipment.service.ts'
import type { EquipmentKind, EquipmentRow } from '../equipment/equipment.table.ts'
import type { LocationRef } from '../refs/refs.table.ts'
import { occupied, type Taken, takenAt } from './calendar.service.ts'

const words: Record<EquipmentKind, string> = {
  THEATRE: 'operating theatre',
  ANAESTHESIA_MACHINE: 'anaesthesia machine',
  ULTRASOUND: 'ultrasound scanner',
  X_RAY: 'X-ray unit',
  CT_SCANNER: 'CT scanner',
  ENDOSCOPE: 'endoscope',
  DENTAL_UNIT: 'dental unit',
  LASER: 'laser',
}

/** For each required kind a piece that nobody needs in that time, or the first kind of which there is none. */
export function freeEquipment(
  kinds: readonly EquipmentKind[],
  all: readonly EquipmentRow[],
  taken: readonly Taken[],
  time: Interval,
): { found: EquipmentRow[]; missing: EquipmentKind | null } {
  const busy = new Set(
    taken.filter((other) => overlaps(other, time)).flatMap(({ equipmentIds }) => equipmentIds),
  )
  const found: EquipmentRow[] = []
  for (const kind of kinds) {
    const piece = all.find((each) => each.kind === kind && !busy.has(each.id))
    if (!piece) return { found, missing: kind }
    found.push(piece)
  }
  return { found, missing: null }
}

/** Equipment in the order in which it is chosen: what the visit has before others. */
export const presentFirst = (all: readonly EquipmentRow[], presentIds: readonly string[]): EquipmentRow[] => [
  ...all.filter(({ id }) => presentIds.includes(id)),
  ...all,
]

export const noneFree = (kind: EquipmentKind): DomainError =>
  conflict(`No ${words[kind]} is free at that time.`, {
    ...{ field: 'startsAt', taken: 'EQUIPMENT', equipment: kind },
  })

interface Needed extends Interval {
  location: Pick<LocationRef, 'id'>
  type: AppointmentTypeRow
  /** The visit that is to move: what it has counts as free. */
  movingId?: string
}

/** The equipment to use: a free piece of each kind that the type requires, the present ones before others (AP5). */
export async function chooseEquipment(
  ctx: Context,
  wish: Needed,
  presentIds: readonly string[] = [],
): Promise<string[]> {
  const kinds = wish.type.equipmentKinds
  if (kinds.length === 0) return []
  await lockFor(ctx, `equipment ${wish.location.id}`)
  const needed = occupied(wish, wish.type)
  const all = await listEquipmentOf(ctx, wish.location.id)
  const taken = await takenAt(ctx, wish.location.id, needed, wish.movingId)
  const { found, missing } = freeEquipment(kinds, presentFirst(all, presentIds), taken, needed)
  if (missing) throw noneFree(missing)
  return found.map(({ id }) => id)
}
