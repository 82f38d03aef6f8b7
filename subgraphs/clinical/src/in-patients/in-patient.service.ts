import type { Context } from '@vetgraph/kit/context'
import { authorize, can, householdOf } from '@vetgraph/kit/access/authorize'
import { ownedBy } from '@vetgraph/kit/access/household'
import type { Database } from '@vetgraph/kit/database/database'
import { badInput, conflict } from '@vetgraph/kit/errors'
import type { Page, PageArgs } from '@vetgraph/kit/reads/connection'
import { entity } from '@vetgraph/kit/reads/entity'
import { asIdOrNull } from '@vetgraph/kit/reads/refs'
import { heard, type Signal } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { writing } from '@vetgraph/kit/work/writing'
import { and, eq, exists, type Placeholder } from 'drizzle-orm'
import { pets } from '../pets/pet.table.ts'
import type { InPatientFilter, TreatmentSheetFilter } from './in-patient.inputs.ts'
import { type InPatientRow, inPatients, present } from './in-patient.table.ts'

/** An owner sees the stays of the own household's pets (AU4). */
const ofHousehold = (db: Database, household: string | Placeholder) =>
  exists(
    db
      .select({ id: pets.id })
      .from(pets)
      .where(and(eq(pets.id, inPatients.petId), ownedBy(pets, household))),
  )

const right = 'in-patient:read'

const reading = entity({
  table: inPatients,
  type: 'InPatient',
  always: ['id', 'petId'],
  takes: {},
  noun: 'in-patient',
  seen: (ctx) => ({ household: householdOf(ctx, right) }),
  visible: ({ household }, db) => (household ? ofHousehold(db, household) : undefined),
  whole: true,
  from: (db, columns) => db.select(columns).from(inPatients).$dynamic(),
})

export const { read: readInPatients, get: getInPatient, find: findInPatient } = reading

const listed = reading.list({
  wanted: (filter: InPatientFilter) => ({
    locationId: asIdOrNull(filter.locationId),
    petId: asIdOrNull(filter.petId),
  }),
  matching: (wanted) =>
    and(
      wanted.locationId ? and(eq(inPatients.locationId, wanted.locationId), present) : undefined,
      wanted.petId ? eq(inPatients.petId, wanted.petId) : undefined,
    ),
  order: () => ({ key: inPatients.admittedAt, id: inPatients.id, direction: 'desc' }),
  keyOf: ({ admittedAt }) => admittedAt,
})

/** Who is in the hospital at a location, or the stays of one patient; the latest admission first. */
export async function listInPatients(
  ctx: Context,
  args: PageArgs,
  filter: InPatientFilter,
): Promise<Page<InPatientRow>> {
  if (!filter.locationId && !filter.petId) throw badInput('filter', 'Name a location or a patient.')
  if (filter.locationId && can(ctx.viewer, right)) authorize(ctx, right, filter.locationId)
  return listed(ctx, args, filter)
}

/** What staff wrote for each other is not for the owner's eyes. */
export const isForStaff = (ctx: Context) => can(ctx.viewer, right)

/** What the ward works by is for those who work there (AU6). */
export const isForWard = (ctx: Context, { locationId }: Pick<InPatientRow, 'locationId'>) =>
  can(ctx.viewer, right, locationId)

export interface SheetSignal extends Signal {
  inPatientId: string
  locationId: string
  at: string
}

const topic = 'treatment-sheet'

/** Tells every open ward board and sheet. */
export const signalSheet = (ctx: Context, { id, locationId }: Pick<InPatientRow, 'id' | 'locationId'>) =>
  signal(ctx, topic, { inPatientId: id, locationId, at: ctx.now().toISOString() } satisfies SheetSignal)

export const saved = writing({
  table: inPatients,
  type: 'InPatient',
  noun: 'in-patient',
  values: ({ createdAt: _at, updatedAt: _changed, id: _id, version: _version, ...values }) => values,
  announce: signalSheet,
})

/** The stay kept from others, so that what is done for one patient happens one after the other; CONFLICT once it has ended. */
export async function lockPresent(ctx: Context, id: string, field: string, version?: number) {
  const stay = await saved.lock(ctx, id, version)
  if (stay.dischargedAt) throw conflict('This patient has gone home.', { field })
  return stay
}

/** The changes of sheets and in-patients, for staff of the location (AU6). */
export function hearSheets(ctx: Context, filter: TreatmentSheetFilter | null) {
  const viewer = authorize(ctx, right, filter?.locationId ?? undefined)
  return heard<SheetSignal>(
    ctx.live,
    topic,
    ({ inPatientId, locationId }) =>
      can(viewer, right, locationId) &&
      (!filter?.inPatientId || filter.inPatientId === inPatientId) &&
      (!filter?.locationId || filter.locationId === locationId),
  )
}

export const getSheetChange = async (ctx: Context, { inPatientId, at }: SheetSignal) => ({
  inPatient: await getInPatient(ctx, inPatientId),
  at: new Date(at),
})
