import { inOrder, type Order, type Page } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import type { Database } from '@vetgraph/kit/database/database'
import { entity } from '@vetgraph/kit/reads/entity'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { narrowed } from '@vetgraph/kit/reads/narrow'
import type { Permission } from '@vetgraph/kit/contracts/permissions'
import { authorize, can, locationsOf, requireViewer, sightOf } from '@vetgraph/kit/access/authorize'
import { belongsTo, ownedBy } from '@vetgraph/kit/access/household'
import { asId, asIdOrNull, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { and, asc, count, eq, gte, inArray, lt, notInArray, or, type SQL } from 'drizzle-orm'
import { typeColumns } from '../appointment-types/appointment-type.service.ts'
import { type AppointmentTypeRow, appointmentTypes } from '../appointment-types/appointment-type.table.ts'
import { pets, vetColumns } from '../refs/refs.service.ts'
import { petRefs, type UserRef, userRefs } from '../refs/refs.table.ts'
import { roomColumns } from '../rooms/room.service.ts'
import { type RoomRow, rooms } from '../rooms/room.table.ts'
import type { AppointmentFilter } from './appointment.inputs.ts'
import {
  type AppointmentRow,
  appointments,
  AppointmentStatus,
  expected,
  vacated,
} from './appointment.table.ts'

/** What the viewer may see: staff the visits of their locations, owners those of the own household (AU4, AU6). */
interface Seen {
  /** Null when every location's are seen. */
  places: readonly string[] | null
  household: string | null
}

function seenBy(ctx: Context): Seen {
  sightOf(ctx, 'appointment:read')
  const viewer = requireViewer(ctx)
  const places = locationsOf(viewer, 'appointment:read')
  const owns = places !== null && can(viewer, 'own-household:read')
  return { places, household: owns ? viewer.ownerId : null }
}

function visible({ places, household }: Places<Seen>, db: Database): SQL | undefined {
  if (!places) return undefined
  const own = household && db.select({ id: petRefs.id }).from(petRefs).where(ownedBy(petRefs, household))
  return or(among(appointments.locationId, places), own ? inArray(appointments.petId, own) : undefined)
}

const visitColumns = {
  table: appointments,
  type: 'Appointment',
  always: ['id', 'startsAt'],
  takes: {
    pet: ['petId'],
    vet: ['vetId'],
    location: ['locationId'],
    room: ['roomId'],
    equipment: ['equipmentIds'],
    type: ['typeId'],
    durationMinutes: ['endsAt'],
    history: ['locationId'],
    series: ['seriesId'],
    householdVisit: ['householdVisitId'],
    patientDescription: ['patientDescription', 'locationId'],
    broughtBy: ['broughtBy', 'locationId'],
    triage: ['triageLevel', 'triagedAt', 'triageNote', 'arrivedAt', 'locationId'],
    notes: ['notes', 'locationId'],
    cancellationReason: ['cancellationReason', 'locationId'],
    overlapReason: ['overlapReason', 'locationId'],
  },
  joins: { type: typeColumns, room: roomColumns, vet: vetColumns },
} as const

/** A visit with what was read beside it. */
export interface VisitShown extends AppointmentRow {
  type?: AppointmentTypeRow | null
  room?: RoomRow | null
  vet?: Pick<UserRef, 'name'> | null
}

const reading = entity({
  ...visitColumns,
  noun: 'appointment',
  seen: seenBy,
  visible,
  from: (db, columns) =>
    db
      .select(columns)
      .from(appointments)
      .leftJoin(appointmentTypes, eq(appointmentTypes.id, appointments.typeId))
      .leftJoin(rooms, eq(rooms.id, appointments.roomId))
      .leftJoin(userRefs, eq(userRefs.id, appointments.vetId))
      .$dynamic(),
})

export const { read: readAppointments, find: findAppointment } = reading

const isOwn = async (ctx: Context, household: string, { petId }: AppointmentRow): Promise<boolean> => {
  const pet = petId === null ? null : await pets.find(ctx, petId)
  return pet !== null && belongsTo(household, pet)
}

/**
 * Reads the visit for a change and keeps others from changing it until the transaction ends. What owners change too is
 * read by them for their own pets.
 */
export async function getForChange(
  ctx: Context,
  id: string,
  permission: Permission,
  version?: number | null,
  byOwner = false,
): Promise<AppointmentRow> {
  const viewer = requireViewer(ctx)
  const household = byOwner && can(viewer, 'own-household:read') ? viewer.ownerId : null
  if (!household) authorize(ctx, permission)
  const [row] = await ctx.db
    .select()
    .from(appointments)
    .where(eq(appointments.id, asId(id)))
    .for('update')
  // NOT_FOUND if the viewer may neither change nor see appointments at that location (AU6).
  const known =
    row && (['appointment:read', permission] as const).some((right) => can(viewer, right, row.locationId))
  const theirs = row && household && (await isOwn(ctx, household, row))
  if (!known && !theirs) throw notFound('appointment', 'id')
  if (!theirs) authorize(ctx, permission, row.locationId)
  if (version !== undefined && version !== null && version !== row.version) {
    throw conflict('Somebody else has changed this visit meanwhile.', {
      field: 'version',
      version: row.version,
      current: {
        status: row.status,
        startsAt: row.startsAt,
        endsAt: row.endsAt,
        vetId: row.vetId,
        roomId: row.roomId,
        reason: row.reason,
        notes: known ? row.notes : null,
      },
    })
  }
  return row
}

const wantedBy = (filter: AppointmentFilter | null) => ({
  locationId: asIdOrNull(filter?.locationId),
  vetId: asIdOrNull(filter?.vetId),
  petId: asIdOrNull(filter?.petId),
  from: filter?.from ?? null,
  to: filter?.to ?? null,
  status: filter?.status ?? null,
})
type Wanted = ReturnType<typeof wantedBy>

const matching = (wanted: Places<Wanted>): SQL | undefined =>
  and(
    wanted.locationId ? eq(appointments.locationId, wanted.locationId) : undefined,
    wanted.vetId ? eq(appointments.vetId, wanted.vetId) : undefined,
    wanted.petId ? eq(appointments.petId, wanted.petId) : undefined,
    wanted.from ? gte(appointments.startsAt, wanted.from) : undefined,
    wanted.to ? lt(appointments.startsAt, wanted.to) : undefined,
    wanted.status ? among(appointments.status, wanted.status) : undefined,
  )

/** Appointments by start, ascending or descending. */
export const byStart = (direction: Order['direction']): Order => ({
  key: appointments.startsAt,
  id: appointments.id,
  direction,
})

const listBy = (direction: Order['direction']) =>
  reading.list({
    wanted: wantedBy,
    matching,
    order: () => byStart(direction),
    keyOf: ({ startsAt }) => startsAt,
  })

/** Visits by start, the earliest first. */
export const listAppointments = listBy('asc')

/** Visits by start, the latest first. */
export const listLatest = listBy('desc')

/** The visits with a vet that have not begun, from now on: what somebody takes over from a leaver (U1). */
export const listExpectedWith = (
  ctx: Context,
  vetId: string,
  { first, after }: { first: number; after?: string | null },
): Promise<Page<AppointmentRow>> =>
  listAppointments(ctx, { first, after }, { vetId, from: ctx.now(), status: [...expected] })

const upcomingCap = 50

const upcoming = statement((db, { limit, ...wanted }: Places<Seen & Wanted & { limit: number }>) =>
  db
    .select()
    .from(appointments)
    .where(and(visible(wanted, db), matching(wanted), notInArray(appointments.status, [...vacated])))
    .orderBy(...inOrder(byStart('asc')))
    .limit(limit),
)

/** The next visits that take place, from now on. */
export async function listUpcoming(
  ctx: Context,
  { first, locationId, vetId }: { first: number; locationId?: string | null; vetId?: string | null },
): Promise<AppointmentRow[]> {
  if (first < 1 || first > upcomingCap) throw badInput('first', `Ask for 1 to ${upcomingCap} at once.`)
  return upcoming(ctx, { ...seenBy(ctx), ...wantedBy({ locationId, vetId, from: ctx.now() }), limit: first })
}

type OfPets = Seen & { petIds: readonly string[] }

const nextOf = narrowed(
  { ...visitColumns, always: [...visitColumns.always, 'petId'] },
  (db, columns, { petIds, now, ...seen }: Places<OfPets & { now: Date }>) =>
    db
      .selectDistinctOn([appointments.petId], columns)
      .from(appointments)
      .leftJoin(appointmentTypes, eq(appointmentTypes.id, appointments.typeId))
      .leftJoin(rooms, eq(rooms.id, appointments.roomId))
      .leftJoin(userRefs, eq(userRefs.id, appointments.vetId))
      .where(
        and(
          among(appointments.petId, petIds),
          visible(seen, db),
          gte(appointments.startsAt, now),
          notInArray(appointments.status, [...vacated]),
        ),
      )
      .orderBy(appointments.petId, asc(appointments.startsAt)),
)

async function readNext(ctx: Context, petIds: readonly string[]) {
  const rows = await nextOf(ctx, { petIds, now: ctx.now(), ...seenBy(ctx) })
  return rows.map((row): [string, VisitShown] => [row.petId!, row])
}

/** The pet’s next visit that takes place. */
export const findNext = async (ctx: Context, petId: string) =>
  (await groupLoaderOf(ctx, readNext).load(petId))[0] ?? null

const visitsOfSeries = statement((db, { ids, ...seen }: Places<Seen & { ids: readonly string[] }>) =>
  db
    .select()
    .from(appointments)
    .where(and(among(appointments.seriesId, ids), visible(seen, db)))
    .orderBy(asc(appointments.seriesNumber)),
)

async function readOfSeries(ctx: Context, ids: readonly string[]) {
  const rows = await visitsOfSeries(ctx, { ids, ...seenBy(ctx) })
  return rows.map((row): [string, AppointmentRow] => [row.seriesId!, row])
}

/** The visits of a series in its order, also those that were moved or cancelled (AP8). */
export const listOfSeries = (ctx: Context, seriesId: string): Promise<AppointmentRow[]> =>
  groupLoaderOf(ctx, readOfSeries).load(seriesId)

const visitsOfHouseholds = statement((db, { ids, ...seen }: Places<Seen & { ids: readonly string[] }>) =>
  db
    .select()
    .from(appointments)
    .where(and(among(appointments.householdVisitId, ids), visible(seen, db)))
    .orderBy(...inOrder(byStart('asc'))),
)

async function readOfHouseholds(ctx: Context, ids: readonly string[]) {
  const rows = await visitsOfHouseholds(ctx, { ids, ...seenBy(ctx) })
  return rows.map((row): [string, AppointmentRow] => [row.householdVisitId!, row])
}

/** The appointments of a household visit by start, also those that were moved or cancelled (AP6). */
export const listOfHouseholdVisit = (ctx: Context, householdVisitId: string): Promise<AppointmentRow[]> =>
  groupLoaderOf(ctx, readOfHouseholds).load(householdVisitId)

const noShowsOf = statement((db, { petIds, ...seen }: Places<OfPets>) =>
  db
    .select({ petId: appointments.petId, count: count() })
    .from(appointments)
    .where(
      and(
        among(appointments.petId, petIds),
        visible(seen, db),
        eq(appointments.status, AppointmentStatus.NO_SHOW),
      ),
    )
    .groupBy(appointments.petId),
)

async function readNoShows(ctx: Context, petIds: readonly string[]) {
  const rows = await noShowsOf(ctx, { petIds, ...seenBy(ctx) })
  return rows.map((row): [string, number] => [row.petId!, row.count])
}

/** How often nobody came, shown at booking (AP9). */
export const countNoShows = async (ctx: Context, petId: string) =>
  (await groupLoaderOf(ctx, readNoShows).load(petId))[0] ?? 0
