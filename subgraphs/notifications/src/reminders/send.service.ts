import type { Context } from '@vetgraph/kit/context'
import { sealReminderLink } from '@vetgraph/kit/contracts/reminder-links'
import { transact } from '@vetgraph/kit/database/db'
import { newId } from '@vetgraph/kit/ids'
import { addDays, atTime, dayInWords, dayOf, timeOfDayOf } from '@vetgraph/kit/time'
import { and, asc, eq, gt, inArray, lte, min, sql } from 'drizzle-orm'
import { latestDecisions } from '../consents/consent.service.ts'
import { ConsentChannel, ConsentPurpose } from '../consents/consent.table.ts'
import { keepMail } from '../mails/mail.service.ts'
import { locations } from '../refs/refs.service.ts'
import {
  MessageStatus,
  NotSentReason,
  reminderDues,
  ReminderKind,
  type ReminderRow,
  reminders,
} from './reminder.table.ts'

const householdsAtOnce = 100

/** A message that could not be sent for so many hours, because the hospital's machines were off, says nothing useful (N4). */
const maxLateHours = 48

const quietFrom = '20:00'
const quietUntil = '08:00'

/** When a message of this moment may go out at the location; null if now (N5). */
function afterQuietHours(now: Date, timeZone: string): Date | null {
  const time = timeOfDayOf(now, timeZone)
  if (time >= quietUntil && time < quietFrom) return null
  const today = dayOf(now, timeZone)
  return atTime(timeZone, time < quietUntil ? today : addDays(today, 1), quietUntil)
}

interface Owner {
  id: string
  name: string
  email: string | null
  archivedAt: string | null
}

interface Pet {
  id: string
  status: string
  owner: { id: string }
}

interface Visit {
  id: string
  status: string
  startsAt: string
}

/** What the owning subgraphs say at this moment, asked for many households at once (N2). */
interface Facts {
  owners: Map<string, Owner>
  pets: Map<string, Pet>
  visits: Map<string, Visit>
  agreed: Set<string>
  booked: Set<string>
}

const byId = <T extends { id: string }>(rows: ReadonlyArray<Record<string, unknown> | null>) =>
  new Map((rows.filter(Boolean) as unknown as T[]).map((row) => [row.id, row]))

const purposes: Record<ReminderKind, ConsentPurpose> = {
  APPOINTMENT: ConsentPurpose.APPOINTMENT_REMINDERS,
  VACCINATION: ConsentPurpose.HEALTH_REMINDERS,
}

const ask = async (ctx: Context, type: string, ids: string[], selection: string) =>
  ids.length > 0 ? ctx.askPeer(type, [...new Set(ids)], selection) : []

const visitsOf = (rows: readonly ReminderRow[]) =>
  rows.filter(({ kind }) => kind === ReminderKind.APPOINTMENT).map(({ sourceId }) => sourceId)

async function factsOf(ctx: Context, rows: readonly ReminderRow[]): Promise<Facts> {
  const ownerIds = [...new Set(rows.map(({ ownerId }) => ownerId))]
  const petIds = [...new Set(rows.map(({ petId }) => petId))]
  const visitIds = visitsOf(rows)
  const [owners, pets, visits, decisions, booked] = await Promise.all([
    ask(ctx, 'Owner', ownerIds, 'id name email archivedAt'),
    ask(ctx, 'Pet', petIds, 'id status owner { id }'),
    ask(ctx, 'Appointment', visitIds, 'id status startsAt'),
    latestDecisions(ctx, ownerIds, ConsentChannel.EMAIL),
    ctx.db
      .selectDistinct({ petId: reminderDues.petId })
      .from(reminderDues)
      .where(
        and(
          inArray(reminderDues.petId, petIds),
          eq(reminderDues.kind, ReminderKind.APPOINTMENT),
          eq(reminderDues.ended, false),
          gt(reminderDues.dueAt, ctx.now()),
        ),
      ),
  ])
  return {
    owners: byId<Owner>(owners),
    pets: byId<Pet>(pets),
    visits: byId<Visit>(visits),
    agreed: new Set(
      decisions.filter(({ granted }) => granted).map(({ ownerId, purpose }) => `${ownerId} ${purpose}`),
    ),
    booked: new Set(booked.map(({ petId }) => petId)),
  }
}

const stillBooked = ['SCHEDULED', 'CONFIRMED']

/** Why a message is not sent after all; null if it is (N2, N4). */
function objection(now: Date, row: ReminderRow, facts: Facts): NotSentReason | null {
  const owner = facts.owners.get(row.ownerId)
  const pet = facts.pets.get(row.petId)
  const visit = facts.visits.get(row.sourceId)
  const isVisit = row.kind === ReminderKind.APPOINTMENT
  if (now.getTime() - row.sendAt.getTime() > maxLateHours * 3_600_000) return NotSentReason.TOO_LATE
  if (row.dueAt && row.dueAt <= now) return NotSentReason.TOO_LATE
  if (!owner || owner.archivedAt) return NotSentReason.OWNER_INACTIVE
  if (pet?.status !== 'ACTIVE' || pet.owner.id !== row.ownerId) return NotSentReason.PATIENT_INACTIVE
  if (isVisit && !stillBooked.includes(visit?.status ?? '')) return NotSentReason.ENDED
  if (isVisit && Date.parse(visit!.startsAt) !== row.dueAt?.getTime()) return NotSentReason.MOVED
  if (!isVisit && facts.booked.has(row.petId)) return NotSentReason.ALREADY_BOOKED
  if (!facts.agreed.has(`${row.ownerId} ${purposes[row.kind]}`)) return NotSentReason.NO_CONSENT
  if (!owner.email) return NotSentReason.NO_ADDRESS
  return null
}

const listOf = (names: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(names)

const lineOf = ({ petName, what, dueAt, dueOn, timeZone }: ReminderRow) => {
  const day = dayInWords(dueAt ?? atTime(timeZone, dueOn, '12:00'), timeZone)
  return `${petName}: ${what}, ${day}${dueAt ? `, ${timeOfDayOf(dueAt, timeZone)}` : ''}`
}

async function write(ctx: Context, owner: Owner, rows: readonly ReminderRow[]): Promise<string> {
  const [first] = rows as [ReminderRow]
  const location = await locations.find(ctx, first.locationId)
  const linesOf = (kind: ReminderKind) =>
    rows
      .filter((row) => row.kind === kind)
      .map(lineOf)
      .join('\n')
  const id = newId()
  await keepMail(ctx, {
    id,
    template: 'reminder',
    to: owner.email!,
    name: owner.name,
    token: sealReminderLink(ctx, {
      ownerId: owner.id,
      appointmentIds: visitsOf(rows),
    }),
    values: {
      hospital: location?.name ?? '',
      pets: listOf([...new Set(rows.map(({ petName }) => petName))]),
      visits: linesOf(ReminderKind.APPOINTMENT),
      vaccinations: linesOf(ReminderKind.VACCINATION),
    },
  })
  return id
}

const decide = (ctx: Context, rows: readonly ReminderRow[], decision: Partial<ReminderRow>) =>
  ctx.db
    .update(reminders)
    .set({ ...decision, decidedAt: ctx.now() })
    .where(
      inArray(
        reminders.id,
        rows.map(({ id }) => id),
      ),
    )

/**
 * One e-mail for what a household is reminded of on one day, with the decision about each part, in one transaction (N1).
 * What was planned after the facts were asked for waits for the next round.
 */
const sendTo = (ctx: Context, ownerId: string, asked: readonly ReminderRow[], facts: Facts) =>
  transact(ctx, async (ctx) => {
    const rows = await ctx.db
      .select()
      .from(reminders)
      .where(
        and(
          inArray(
            reminders.id,
            asked.map(({ id }) => id),
          ),
          eq(reminders.status, MessageStatus.PLANNED),
        ),
      )
      .orderBy(asc(reminders.dueOn), asc(reminders.petName), asc(reminders.id))
      .for('update')
    const decided = rows.map((row) => ({ row, reason: objection(ctx.now(), row, facts) }))
    for (const reason of new Set(decided.map((each) => each.reason))) {
      const these = decided.filter((each) => each.reason === reason).map(({ row }) => row)
      if (reason) await decide(ctx, these, { status: MessageStatus.NOT_SENT, reason })
      else {
        const mailId = await write(ctx, facts.owners.get(ownerId)!, these)
        await decide(ctx, these, { status: MessageStatus.SENT, mailId })
      }
    }
  })

const isDue = (ctx: Context) =>
  and(eq(reminders.status, MessageStatus.PLANNED), lte(reminders.sendAt, ctx.now()))

/** Puts off what would go out at night. */
async function respectQuietHours(ctx: Context) {
  const zones = await ctx.db
    .selectDistinct({ timeZone: reminders.timeZone })
    .from(reminders)
    .where(isDue(ctx))
  for (const { timeZone } of zones) {
    const later = afterQuietHours(ctx.now(), timeZone)
    if (!later) continue
    await ctx.db
      .update(reminders)
      .set({ sendAt: later })
      .where(and(isDue(ctx), eq(reminders.timeZone, timeZone)))
  }
}

/**
 * Sends what is due, a hundred households at a time.
 * no authorization: it is the hospital's own work. no audit: each message names its decision.
 */
export async function sendReminders(ctx: Context) {
  await respectQuietHours(ctx)
  for (;;) {
    const households = await ctx.db
      .select({ ownerId: reminders.ownerId, sendOn: reminders.sendOn })
      .from(reminders)
      .where(isDue(ctx))
      .groupBy(reminders.ownerId, reminders.sendOn)
      .orderBy(min(reminders.sendAt), reminders.ownerId)
      .limit(householdsAtOnce)
    if (households.length === 0) return
    const rows = await ctx.db
      .select()
      .from(reminders)
      .where(
        and(
          eq(reminders.status, MessageStatus.PLANNED),
          sql`(${reminders.ownerId}, ${reminders.sendOn}) in ${households.map(({ ownerId, sendOn }) => sql`(${ownerId}::uuid, ${sendOn}::date)`)}`,
        ),
      )
    const facts = await factsOf(ctx, rows)
    for (const { ownerId, sendOn } of households) {
      const asked = rows.filter((row) => row.ownerId === ownerId && row.sendOn === sendOn)
      await sendTo(ctx, ownerId, asked, facts)
    }
  }
}
