import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { authorize, can, requireViewer, sightOf } from '@vetgraph/kit/access/authorize'
import { ownedBy } from '@vetgraph/kit/access/household'
import { type Page, pageOf } from '@vetgraph/kit/reads/connection'
import { asId, groupLoaderOf, loaderOf } from '@vetgraph/kit/reads/refs'
import { dayOf } from '@vetgraph/kit/time'
import { heard, type Signal } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { writing } from '@vetgraph/kit/work/writing'
import { and, desc, eq, exists, inArray } from 'drizzle-orm'
import { AppointmentCategory } from '../appointment-types/appointment-type.table.ts'
import { checkOffer, checkPatient, checkService } from '../appointments/checks.service.ts'
import { checkOwnPet } from '../appointments/online.service.ts'
import { beyondHorizon, horizonOf } from '../appointments/slots.service.ts'
import { petRefs } from '../refs/refs.table.ts'
import { checkDay } from '../rosters/days.ts'
import {
  type AppointmentRequestRow,
  appointmentRequests,
  AppointmentRequestStatus,
} from './appointment-request.table.ts'
import type {
  AppointmentRequestChangeFilter,
  AppointmentRequestListArgs,
  RequestAppointmentInput,
} from './appointment-request.types.ts'

/** Tells the desk of the location and the owner who asked. */
interface RequestSignal extends Signal {
  requestId: string
  locationId: string
  petId: string
  ownerId: string
}

export const saved = writing({
  table: appointmentRequests,
  type: 'AppointmentRequest',
  noun: 'request',
  values: ({ id: _id, version: _version, createdAt: _created, updatedAt: _updated, ...values }) => values,
  announce: (ctx, { id, locationId, petId, ownerId }) =>
    signal(ctx, 'appointment-request', {
      ...{ requestId: id, locationId, petId, ownerId },
    } satisfies RequestSignal),
})

const isWaiting = eq(appointmentRequests.status, AppointmentRequestStatus.WAITING)

function waitingAt(ctx: Context, locationId: string) {
  authorize(ctx, 'appointment:book', locationId)
  // What a former owner has asked for, or for a patient who is none any more, is nobody's to decide (P5).
  const stillOwned = ctx.db
    .select({ id: petRefs.id })
    .from(petRefs)
    .where(
      and(
        eq(petRefs.id, appointmentRequests.petId),
        eq(petRefs.active, true),
        ownedBy(petRefs, appointmentRequests.ownerId),
      ),
    )
  return and(eq(appointmentRequests.locationId, asId(locationId)), isWaiting, exists(stillOwned))
}

/** How many requests of a location nobody has decided. */
export const countRequests = (ctx: Context, locationId: string): Promise<number> =>
  ctx.db.$count(appointmentRequests, waitingAt(ctx, locationId))

/** What owners have asked for at a location and nobody has decided, the oldest first (AP2). */
export async function listRequests(
  ctx: Context,
  args: AppointmentRequestListArgs,
): Promise<Page<AppointmentRequestRow>> {
  const wanted = waitingAt(ctx, args.locationId)
  return pageOf(args, {
    key: appointmentRequests.createdAt,
    id: appointmentRequests.id,
    direction: 'asc',
    keyOf: ({ createdAt }) => createdAt,
    read: ({ where, orderBy, limit }) =>
      ctx.db
        .select()
        .from(appointmentRequests)
        .where(and(wanted, where))
        .orderBy(...orderBy)
        .limit(limit),
    count: () => ctx.db.$count(appointmentRequests, wanted),
  })
}

/** Whether the viewer decides a request, or is the owner who made it. */
const isSeen = (
  { viewer }: Context,
  { locationId, ownerId }: Pick<RequestSignal, 'locationId' | 'ownerId'>,
) =>
  can(viewer, 'appointment:book', locationId) ||
  (viewer?.ownerId === ownerId && can(viewer, 'own-household:read'))

async function readLatest(ctx: Context, petIds: readonly string[]) {
  const rows = await ctx.db
    .selectDistinctOn([
      appointmentRequests.petId,
      appointmentRequests.locationId,
      appointmentRequests.ownerId,
    ])
    .from(appointmentRequests)
    .where(inArray(appointmentRequests.petId, [...petIds]))
    .orderBy(
      appointmentRequests.petId,
      appointmentRequests.locationId,
      appointmentRequests.ownerId,
      desc(appointmentRequests.createdAt),
      desc(appointmentRequests.id),
    )
  return rows
    .filter((row) => isSeen(ctx, row))
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    .map((row): [string, AppointmentRequestRow] => [row.petId, row])
}

/** What was asked for a pet last, for the owner who asked and for those who decide it. */
export async function findRequest(ctx: Context, petId: string): Promise<AppointmentRequestRow | null> {
  requireViewer(ctx)
  const [latest] = await groupLoaderOf(ctx, readLatest).load(petId)
  return latest ?? null
}

const readRequests = (ctx: Context, ids: readonly string[]): Promise<AppointmentRequestRow[]> =>
  ctx.db
    .select()
    .from(appointmentRequests)
    .where(inArray(appointmentRequests.id, [...ids]))

/** A request of which the viewer was told. */
export async function getRequest(ctx: Context, id: string): Promise<AppointmentRequestRow> {
  const row = await loaderOf(ctx, readRequests).load(id)
  if (!row || !isSeen(ctx, row)) throw notFound('request', 'id')
  return row
}

/** Requests that are made, changed or decided: for the desks of their locations, and for the owner who asked. */
export function hearRequests(ctx: Context, filter: AppointmentRequestChangeFilter | null) {
  sightOf(ctx, 'appointment:book')
  const { locationId, petId } = filter ?? {}
  return heard<RequestSignal>(
    ctx.live,
    'appointment-request',
    (request) =>
      isSeen(ctx, request) &&
      (!locationId || locationId === request.locationId) &&
      (!petId || petId === request.petId),
  )
}

async function checkWish(ctx: Context, input: RequestAppointmentInput) {
  await checkPatient(ctx, input.petId)
  const { vetId } = input
  const { location, type } = await (vetId ? checkOffer(ctx, { ...input, vetId }) : checkService(ctx, input))
  if (type.category === AppointmentCategory.EMERGENCY)
    throw badInput('typeId', 'An emergency cannot wait for an answer: please call us.')
  checkDay(input.day)
  if (input.day < dayOf(ctx.now(), location.timeZone)) throw badInput('day', 'This day is past.')
  if (input.day > dayOf(horizonOf(ctx, location), location.timeZone))
    throw badInput('day', beyondHorizon(location))
}

/** An owner asks for a visit; what is asked for a pet anew takes the place of what waits (AP2). */
export async function requestAppointment(
  ctx: Context,
  input: RequestAppointmentInput,
): Promise<AppointmentRequestRow> {
  const { ownerId } = authorize(ctx, 'own-household:read')
  return transact(ctx, async (ctx) => {
    if (!ownerId) throw notFound('pet', 'petId')
    await checkOwnPet(ctx, ownerId, input.petId)
    await checkWish(ctx, input)
    const { petId, locationId, typeId, vetId = null, day, partOfDay, reason } = input
    const asked = { locationId, ownerId, typeId, vetId, day, partOfDay, reason }
    const [before] = await ctx.db
      .select()
      .from(appointmentRequests)
      .where(and(eq(appointmentRequests.petId, asId(petId)), isWaiting))
      .for('update')
    return before
      ? saved.change(ctx, before, { ...asked, createdAt: ctx.now() })
      : saved.add(ctx, { ...asked, petId, status: AppointmentRequestStatus.WAITING })
  })
}
