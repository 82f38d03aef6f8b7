import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { newId } from '@vetgraph/kit/ids'
import { addMinutes, dayInWords, timeOfDayOf } from '@vetgraph/kit/time'
import { sweep } from '@vetgraph/kit/work/sweep'
import { and, asc, eq, lt, sql } from 'drizzle-orm'
import { keepMail } from '../mails/mail.service.ts'
import { invitationOf, keepTold, placeOf, planInvitations } from './invitation.service.ts'
import { type InvitationRow, invitations } from './invitation.table.ts'

/** A series of a year fits into one e-mail. */
const visitsAtOnce = 60

type News = 'booked' | 'moved' | 'cancelled'

/** What a client does not know of a visit yet; null if nothing, and of what has begun. */
function newsOf(now: Date, visit: InvitationRow): News | null {
  const { startsAt, endsAt, ended, toldStartsAt, toldEndsAt } = visit
  if (startsAt <= now && (toldStartsAt === null || toldStartsAt <= now)) return null
  if (ended) return toldStartsAt && 'cancelled'
  if (!toldStartsAt) return 'booked'
  const same = startsAt.getTime() === toldStartsAt.getTime() && endsAt.getTime() === toldEndsAt?.getTime()
  return same ? null : 'moved'
}

interface Owner {
  name: string
  email: string | null
  archivedAt: string | null
}

const waiting = (ctx: Context, ownerId: string) =>
  ctx.db
    .select()
    .from(invitations)
    .where(and(eq(invitations.ownerId, ownerId), sql`${invitations.waiting}`))
    .orderBy(asc(invitations.startsAt), asc(invitations.appointmentId))
    .limit(visitsAtOnce)

/** Which clients and pets are written about: those who can be reached, and patients who are alive (P2). */
async function factsOf(ctx: Context, ownerId: string, visits: readonly InvitationRow[]) {
  const petIds = [...new Set(visits.map(({ petId }) => petId))]
  const [[owner], pets] = await Promise.all([
    ctx.askPeer('Owner', [ownerId], 'id name email archivedAt'),
    ctx.askPeer('Pet', petIds, 'id status'),
  ])
  const { name, email, archivedAt } = (owner ?? {}) as Partial<Owner>
  const alive = pets.filter((pet) => pet?.['status'] === 'ACTIVE').map((pet) => pet!['id'] as string)
  return { guest: name && email && !archivedAt ? { name, email } : null, alive: new Set(alive) }
}

async function lineOf(ctx: Context, visit: InvitationRow): Promise<string> {
  const { name, timeZone } = await placeOf(ctx, visit)
  const { petName, what, startsAt } = visit
  return `${petName}: ${what}, ${dayInWords(startsAt, timeZone)}, ${timeOfDayOf(startsAt, timeZone)} at ${name}`
}

const listOf = (names: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(names)

async function write(
  ctx: Context,
  guest: { name: string; email: string },
  changed: ReadonlyArray<{ visit: InvitationRow; news: News }>,
) {
  const visits = changed.map(({ visit }) => visit)
  const linesOf = async (wanted: News) => {
    const these = changed.filter(({ news }) => news === wanted)
    return (await Promise.all(these.map(({ visit }) => lineOf(ctx, visit)))).join('\n')
  }
  await keepMail(
    ctx,
    {
      ...{ id: newId(), template: 'visit-changes', to: guest.email, name: guest.name },
      values: {
        hospital: (await placeOf(ctx, visits[0]!)).name,
        pets: listOf([...new Set(visits.map(({ petName }) => petName))]),
        booked: await linesOf('booked'),
        moved: await linesOf('moved'),
        cancelled: await linesOf('cancelled'),
      },
    },
    await Promise.all(visits.map((visit) => invitationOf(ctx, visit, guest))),
  )
}

/**
 * One e-mail to a household about all visits that were booked, moved or cancelled, each told once (N1); each has an
 * invitation by which the client’s calendar follows (AP16). It is part of the appointment, and no reminder: no consent
 * is asked for it.
 * no authorization: it is the hospital's own work. no audit: the e-mail is the record.
 */
export async function sendInvitations(ctx: Context, { ownerId }: { ownerId: string }) {
  const asked = await waiting(ctx, ownerId)
  if (asked.length === 0) return
  const { guest, alive } = await factsOf(ctx, ownerId, asked)
  await transact(ctx, async (ctx) => {
    const ids = asked.map(({ appointmentId }) => appointmentId)
    const visits = await waiting(ctx, ownerId).for('update')
    const these = visits.filter(({ appointmentId }) => ids.includes(appointmentId))
    const changed = these.flatMap((visit) => {
      const news = alive.has(visit.petId) ? newsOf(ctx.now(), visit) : null
      return news ? { visit, news } : []
    })
    if (guest && changed.length > 0) await write(ctx, guest, changed)
    for (const visit of these) await keepTold(ctx, visit)
    if (visits.length > these.length || visits.length === visitsAtOnce)
      await planInvitations(ctx, ownerId, ctx.now())
  })
}

const keptDays = 30

/**
 * Forgets visits that are long past.
 * no authorization: it is the hospital's own work. no audit: the retention is the rule.
 */
export const sweepInvitations = (ctx: Context) =>
  sweep(ctx, invitations, lt(invitations.startsAt, addMinutes(ctx.now(), -keptDays * 24 * 60)))
