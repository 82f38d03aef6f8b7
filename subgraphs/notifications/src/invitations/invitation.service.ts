import type { Context } from '@vetgraph/kit/context'
import type { AppointmentFacts, RequestAnswerFacts } from '@vetgraph/kit/contracts/events'
import { transact } from '@vetgraph/kit/database/db'
import { calendarMethodOf, invitationFile } from '@vetgraph/kit/documents/calendar'
import { addMinutes } from '@vetgraph/kit/time'
import { plan } from '@vetgraph/kit/work/work'
import { eq, sql } from 'drizzle-orm'
import addressparser from 'nodemailer/lib/addressparser'
import type { MailAttachment } from '../mails/mail.table.ts'
import { keepMail } from '../mails/mail.service.ts'
import { locations } from '../refs/refs.service.ts'
import { type InvitationRow, invitations } from './invitation.table.ts'

/** Within these minutes a mistake is put right, or undone, before the client hears of it. */
const settlingMinutes = 2

/** Plans the e-mail to a household, in the open transaction; a change meanwhile puts it off. */
export const planInvitations = (ctx: Context, ownerId: string, at: Date) =>
  plan(ctx, 'send-invitations', { ownerId }, { key: ownerId, at })

/**
 * Keeps what there may be to tell the client of a visit; `known` is what the client knew before it, where that was told
 * otherwise.
 * no authorization: an event of scheduling. no audit: the e-mail is the record.
 */
export const hearVisitChange = (
  ctx: Context,
  visit: AppointmentFacts,
  { toldStartsAt = null, ended = false }: { toldStartsAt?: string | null; ended?: boolean } = {},
) =>
  transact(ctx, async (ctx) => {
    const { id: appointmentId, version, ownerId, petId, petName, typeName: what, locationId } = visit
    const [startsAt, endsAt] = [new Date(visit.startsAt), new Date(visit.endsAt)]
    const told = toldStartsAt === null ? null : new Date(toldStartsAt)
    const heard = {
      ...{ version, ownerId, petId, petName, what, locationId, startsAt, endsAt, ended, waiting: true },
    }
    const [kept] = await ctx.db
      .insert(invitations)
      .values({
        ...heard,
        appointmentId,
        toldStartsAt: told,
        toldEndsAt: told && new Date(told.getTime() + endsAt.getTime() - startsAt.getTime()),
      })
      .onConflictDoUpdate({
        target: invitations.appointmentId,
        set: heard,
        setWhere: sql`${invitations.version} < excluded.version`,
      })
      .returning({ id: invitations.appointmentId })
    if (kept) await planInvitations(ctx, ownerId, addMinutes(ctx.now(), settlingMinutes))
  })

/** Keeps that the client knows what there is to know, in the open transaction. */
export const keepTold = (ctx: Context, { appointmentId, ended, startsAt, endsAt }: InvitationRow) =>
  ctx.db
    .update(invitations)
    .set({ waiting: false, toldStartsAt: ended ? null : startsAt, toldEndsAt: ended ? null : endsAt })
    .where(eq(invitations.appointmentId, appointmentId))

/** The location of a visit; an event that comes before it is handled again later. */
export async function placeOf(ctx: Context, { locationId }: InvitationRow) {
  const location = await locations.find(ctx, locationId)
  if (!location) throw new Error(`location ${locationId} is not known to notifications yet`)
  return location
}

/** The invitation to a visit, or its cancellation: it names the pet and the place, and nothing clinical (N6). */
export async function invitationOf(
  ctx: Context,
  visit: InvitationRow,
  guest: { name: string; email: string },
): Promise<MailAttachment> {
  const { appointmentId: id, version, startsAt, endsAt, ended: isCancelled, petName } = visit
  const { name, timeZone } = await placeOf(ctx, visit)
  const [sender] = addressparser(ctx.settings.mailFrom, { flatten: true })
  const body = invitationFile(
    {
      ...{ id, version, startsAt, endsAt, isCancelled, place: name, timeZone },
      updatedAt: ctx.now(),
      summary: `${name}: ${petName}`,
    },
    { name, email: sender?.address ?? '' },
    guest,
  )
  return {
    fileName: `visit-${id}.ics`,
    body: Buffer.from(body),
    calendarMethod: calendarMethodOf({ isCancelled }),
  }
}

/**
 * Writes what became of a request; the invitation goes with it, so that the client is told of the visit once.
 * no authorization: an event of scheduling. no audit: the outbox is the record.
 */
export const keepAnswer = (ctx: Context, { appointmentId, ...mail }: RequestAnswerFacts) =>
  transact(ctx, async (ctx) => {
    if (!appointmentId) return keepMail(ctx, mail)
    const [visit] = await ctx.db
      .select()
      .from(invitations)
      .where(eq(invitations.appointmentId, appointmentId))
      .for('update')
    if (!visit) throw new Error(`visit ${appointmentId} is not known to notifications yet`)
    const guest = { name: mail.name, email: mail.to }
    await keepMail(ctx, mail, [await invitationOf(ctx, visit, guest)])
    await keepTold(ctx, visit)
  })
