import { authorize, can, locationsOf } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { conflict, notFound } from '@vetgraph/kit/errors'
import { type Page, type PageArgs, pageOf } from '@vetgraph/kit/reads/connection'
import { asId, loaderOf } from '@vetgraph/kit/reads/refs'
import { audit } from '@vetgraph/kit/work/audit'
import { and, eq, inArray, ne } from 'drizzle-orm'
import { mails, type MailStatus } from '../mails/mail.table.ts'
import type { NotSentReason } from './reminder.table.ts'
import { MessageStatus, type ReminderRow, reminderRules, reminders } from './reminder.table.ts'
import type { MessageExplanation, MessageFilter } from './reminder.types.ts'

export type { ReminderRow }

/** Only what is due where the viewer may read messages (AU6). */
function visible(ctx: Context) {
  const places = locationsOf(authorize(ctx, 'message:read'), 'message:read')
  return places ? inArray(reminders.locationId, [...places]) : undefined
}

/** What will go out within 14 days, the next first. */
export function listPlannedMessages(ctx: Context, page: PageArgs): Promise<Page<ReminderRow>> {
  const wanted = and(visible(ctx), eq(reminders.status, MessageStatus.PLANNED))
  return pageOf<ReminderRow>(page, {
    key: reminders.sendAt,
    id: reminders.id,
    direction: 'asc',
    keyOf: ({ sendAt }) => sendAt,
    read: ({ where, orderBy, limit }) =>
      ctx.db
        .select()
        .from(reminders)
        .where(and(wanted, where))
        .orderBy(...orderBy)
        .limit(limit),
    count: () => ctx.db.$count(reminders, wanted),
  })
}

/** What was decided: sent, stopped, or not sent, the latest first. */
export function listMessages(
  ctx: Context,
  page: PageArgs,
  filter: MessageFilter,
): Promise<Page<ReminderRow>> {
  const wanted = and(
    visible(ctx),
    ne(reminders.status, MessageStatus.PLANNED),
    filter.status ? eq(reminders.status, filter.status) : undefined,
    filter.ownerId ? eq(reminders.ownerId, asId(filter.ownerId)) : undefined,
  )
  return pageOf<ReminderRow>(page, {
    key: reminders.decidedAt,
    id: reminders.id,
    direction: 'desc',
    keyOf: ({ decidedAt }) => decidedAt!,
    read: ({ where, orderBy, limit }) =>
      ctx.db
        .select()
        .from(reminders)
        .where(and(wanted, where))
        .orderBy(...orderBy)
        .limit(limit),
    count: () => ctx.db.$count(reminders, wanted),
  })
}

/** Stops a planned message for good: the same is never planned again. */
export async function stopMessage(ctx: Context, id: string): Promise<ReminderRow> {
  const viewer = authorize(ctx, 'message:stop')
  return transact(ctx, async (ctx) => {
    const [before] = await ctx.db
      .select()
      .from(reminders)
      .where(eq(reminders.id, asId(id)))
      .for('update')
    if (!before || !can(viewer, 'message:stop', before.locationId)) throw notFound('message', 'id')
    if (before.status === MessageStatus.STOPPED) return before
    if (before.status !== MessageStatus.PLANNED)
      throw conflict('This message is not planned any more.', { field: 'id', status: before.status })
    const [after] = await ctx.db
      .update(reminders)
      .set({ status: MessageStatus.STOPPED, decidedAt: ctx.now(), stoppedById: viewer.userId })
      .where(eq(reminders.id, before.id))
      .returning()
    await audit(ctx, 'message.stop', {
      entity: 'Message',
      entityId: before.id,
      after: { ownerId: before.ownerId, petId: before.petId, what: before.what, sendAt: before.sendAt },
    })
    return after!
  })
}

const reasons: Record<NotSentReason, string> = {
  BOOKED_INSIDE_WINDOW: 'The visit was booked or moved after the time at which it would have been sent.',
  ENDED: 'The visit was cancelled or has begun, or the dose was given or declined.',
  MOVED: 'It is due at another time now; a message of its own is planned for that.',
  ALREADY_BOOKED: 'The patient had a visit booked already.',
  PATIENT_INACTIVE: 'The patient has died, has moved away or does not come any more.',
  OWNER_INACTIVE: 'The client is archived.',
  NO_ADDRESS: 'The client has no e-mail address.',
  NO_CONSENT: 'The client has not agreed to be reminded by e-mail, or has withdrawn it.',
  TOO_LATE: 'It could not be sent in time: it would have reminded of the past.',
}

const outcomes: Record<MessageStatus, string> = {
  PLANNED: 'It will be checked again when it is to be sent.',
  SENT: 'When it was sent the visit or dose was still due, the patient active, and the client reachable and in agreement.',
  STOPPED: 'Somebody stopped it by hand.',
  NOT_SENT: '',
}

const dayWords = (step: number) =>
  step === 0
    ? 'on the day'
    : `${Math.abs(step)} ${Math.abs(step) === 1 ? 'day' : 'days'} ${step < 0 ? 'before' : 'after'}`

/** Why a message was sent or not: the rule, the data and the check that decided (N7). */
export async function explainMessage(ctx: Context, id: string): Promise<MessageExplanation | null> {
  const seen = visible(ctx)
  const [found] = await ctx.db
    .select({ row: reminders, rule: reminderRules })
    .from(reminders)
    .innerJoin(reminderRules, eq(reminderRules.id, reminders.ruleId))
    .where(and(seen, eq(reminders.id, asId(id))))
  if (!found) return null
  const { row, rule } = found
  return {
    message: row,
    rule: `“${rule.name}” reminds of it ${dayWords(row.step)} at ${rule.timeOfDay}, in the time of the location.`,
    facts: `${row.petName}: ${row.what}, due on ${row.dueOn}.`,
    decision: row.reason ? reasons[row.reason] : outcomes[row.status],
  }
}

const readDeliveries = (ctx: Context, ids: readonly string[]) =>
  ctx.db
    .select({ id: mails.id, status: mails.status })
    .from(mails)
    .where(inArray(mails.id, [...ids]))

/** Whether the e-mail of a message arrived. */
export async function deliveryOf(ctx: Context, { mailId }: ReminderRow): Promise<MailStatus | null> {
  if (mailId === null) return null
  return (await loaderOf(ctx, readDeliveries).load(mailId))?.status ?? null
}
