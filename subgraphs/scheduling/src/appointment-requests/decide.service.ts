import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { emit } from '@vetgraph/kit/contracts/events'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { authorize, can } from '@vetgraph/kit/access/authorize'
import { belongsTo } from '@vetgraph/kit/access/household'
import { addMinutes, dayInWords, timeOfDayOf } from '@vetgraph/kit/time'
import { once } from '@vetgraph/kit/work/idempotency'
import { durationOf, findAppointmentType } from '../appointment-types/appointment-type.service.ts'
import { insertVisit, type Wish, withAlternatives } from '../appointments/book.service.ts'
import { checkParties, checkTime } from '../appointments/checks.service.ts'
import { locations, pets } from '../refs/refs.service.ts'
import type { PetRef } from '../refs/refs.table.ts'
import { getRequest, saved } from './appointment-request.service.ts'
import { type AppointmentRequestRow, AppointmentRequestStatus } from './appointment-request.table.ts'
import type {
  AcceptedTimeInput,
  DecideAppointmentRequestInput,
  WithdrawAppointmentRequestInput,
} from './appointment-request.types.ts'

/** A request that waits, kept from others until the transaction ends, for those who decide or withdraw it (AU6). */
async function lockWaiting(
  ctx: Context,
  { id, version }: WithdrawAppointmentRequestInput,
  isTheirs: (request: AppointmentRequestRow) => boolean,
) {
  const request = await saved.lock(ctx, id)
  if (!isTheirs(request)) throw notFound('request', 'id')
  if (request.status === AppointmentRequestStatus.WITHDRAWN)
    throw conflict('The owner has withdrawn this.', { field: 'id', status: request.status })
  if (request.status !== AppointmentRequestStatus.WAITING)
    throw conflict('Somebody has decided this already.', { field: 'id', status: request.status })
  if (request.version !== version)
    throw conflict('The owner has asked for something else meanwhile.', {
      field: 'version',
      version: request.version,
    })
  return request
}

/** A request that the desk decides, with its pet. */
async function lockForDecision(ctx: Context, input: DecideAppointmentRequestInput) {
  const request = await lockWaiting(ctx, input, ({ locationId }) =>
    can(ctx.viewer, 'appointment:book', locationId),
  )
  const pet = await pets.find(ctx, request.petId)
  if (!pet || !belongsTo(request.ownerId, pet))
    throw conflict('This patient has another owner now.', { field: 'id' })
  return { request, pet }
}

/** Writes to the owner what became of the request; one without an e-mail address reads it in the portal. */
async function tellOwner(
  ctx: Context,
  { id, ownerId, typeId, locationId }: AppointmentRequestRow,
  pet: PetRef,
  answer: { wish: Wish; appointmentId: string } | { refusal: string },
) {
  const [owner] = await ctx.askPeer('Owner', [ownerId], 'id name email')
  const { name, email } = (owner ?? {}) as { name?: string; email?: string | null }
  if (!name || !email) return
  const [type, location] = await Promise.all([
    findAppointmentType(ctx, typeId),
    locations.find(ctx, locationId),
  ])
  const said = { pet: pet.name, what: type?.name ?? '', hospital: location?.name ?? '' }
  if ('refusal' in answer) {
    const values = { ...said, reason: answer.refusal }
    await emit(ctx, 'appointment-request.decided', id, {
      ...{ id, template: 'request-refused', to: email, name, values },
    })
  } else {
    const { startsAt, vet } = answer.wish
    const zone = answer.wish.location.timeZone
    const when = `${dayInWords(startsAt, zone)} at ${timeOfDayOf(startsAt, zone)}`
    await emit(ctx, 'appointment-request.decided', id, {
      ...{ id, template: 'request-accepted', to: email, name, values: { ...said, when, vet: vet.name } },
      appointmentId: answer.appointmentId,
    })
  }
}

async function wishOf(ctx: Context, request: AppointmentRequestRow, time: AcceptedTimeInput): Promise<Wish> {
  const parties = await checkParties(ctx, { ...request, vetId: time.vetId })
  const minutes = durationOf(parties.type, null, parties.pet.speciesId)
  return { ...parties, startsAt: time.startsAt, endsAt: addMinutes(time.startsAt, minutes) }
}

/**
 * Books what an owner has asked for at a free time, or refuses it; the owner is told by e-mail. Of two requests for one
 * time the second is a CONFLICT, as any booking is (AP2).
 */
export async function decideAppointmentRequest(
  ctx: Context,
  input: DecideAppointmentRequestInput,
): Promise<AppointmentRequestRow> {
  const { userId } = authorize(ctx, 'appointment:book')
  const { accept, refusal } = input
  let wish: Wish | null = null
  try {
    const id = await once(ctx, 'appointment-request.decide', input, async (ctx) => {
      const { request, pet } = await lockForDecision(ctx, input)
      const decided = { decidedAt: ctx.now(), decidedBy: userId }
      if (accept && !refusal) {
        wish = await wishOf(ctx, request, accept)
        await checkTime(ctx, wish, wish)
        const details = { ...accept, reason: request.reason, notes: '' }
        const appointmentId = await insertVisit(ctx, wish, details)
        const status = AppointmentRequestStatus.ACCEPTED
        await saved.change(ctx, request, { ...decided, status, appointmentId }, 'accept')
        await tellOwner(ctx, request, pet, { wish, appointmentId })
      } else if (refusal && !accept) {
        const status = AppointmentRequestStatus.REFUSED
        await saved.change(ctx, request, { ...decided, status, refusal }, 'refuse')
        await tellOwner(ctx, request, pet, { refusal })
      } else throw badInput('refusal', 'Choose a time, or say why there is none.')
      return request.id
    })
    return await getRequest(ctx, id)
  } catch (error) {
    throw wish ? await withAlternatives(ctx, error, wish) : error
  }
}

/** Whoever asked for a visit does not want it any more (AP2). */
export async function withdrawAppointmentRequest(
  ctx: Context,
  input: WithdrawAppointmentRequestInput,
): Promise<AppointmentRequestRow> {
  const { ownerId, userId } = authorize(ctx, 'own-household:read')
  return transact(ctx, async (ctx) => {
    const request = await lockWaiting(ctx, input, (request) => request.ownerId === ownerId)
    const status = AppointmentRequestStatus.WITHDRAWN
    return saved.change(ctx, request, { status, decidedAt: ctx.now(), decidedBy: userId }, 'withdraw')
  })
}
