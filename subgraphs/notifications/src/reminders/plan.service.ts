import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { newId } from '@vetgraph/kit/ids'
import { addDays, atTime, dayOf } from '@vetgraph/kit/time'
import { and, asc, eq, gt, gte, inArray, lte, ne, or, sql } from 'drizzle-orm'
import { locations } from '../refs/refs.service.ts'
import {
  MessageStatus,
  NotSentReason,
  type ReminderDueRow,
  reminderDues,
  type ReminderRow,
  type ReminderRuleRow,
  reminderRules,
  reminders,
} from './reminder.table.ts'

/** How far ahead messages are planned, so that they can be looked at and stopped. */
const plannedDays = 14
const pageSize = 500

const dueOf = ({ dueAt, dueOn }: Pick<ReminderDueRow, 'dueAt' | 'dueOn'>) => dueAt?.toISOString() ?? dueOn

const applies = (rule: ReminderRuleRow, due: ReminderDueRow) =>
  rule.active &&
  rule.kind === due.kind &&
  (rule.speciesIds.length === 0 || rule.speciesIds.includes(due.speciesId)) &&
  (rule.locationIds.length === 0 || rule.locationIds.includes(due.locationId))

/** The messages of one due thing by one rule: what lies in the past is never sent, and what was booked later than that is not either (N4). */
function stepsOf(
  now: Date,
  rule: ReminderRuleRow,
  due: ReminderDueRow,
  timeZone: string,
): Array<typeof reminders.$inferInsert> {
  const { kind, ownerId, petId, sourceId, petName, what, locationId, dueOn, dueAt, bookedAt } = due
  if (dueAt && dueAt <= now) return []
  return rule.steps.flatMap((step) => {
    const sendOn = addDays(dueOn, step)
    const sendAt = atTime(timeZone, sendOn, rule.timeOfDay)
    if (sendOn > addDays(dayOf(now, timeZone), plannedDays)) return []
    const bookedLater = bookedAt !== null && bookedAt >= sendAt
    if (sendAt <= now && !bookedLater) return []
    return {
      ...{
        id: newId(),
        ruleId: rule.id,
        kind,
        ownerId,
        petId,
        sourceId,
        petName,
        what,
        locationId,
        timeZone,
      },
      ...{ dueOn, dueAt, due: dueOf(due), step, sendAt, sendOn },
      status: bookedLater ? MessageStatus.NOT_SENT : MessageStatus.PLANNED,
      reason: bookedLater ? NotSentReason.BOOKED_INSIDE_WINDOW : null,
      decidedAt: bookedLater ? now : null,
    }
  })
}

/** What may come back when its cause does: a cancellation is undone, a visit is moved back, a death was recorded in error. */
const passing = [NotSentReason.ENDED, NotSentReason.MOVED, NotSentReason.PATIENT_INACTIVE]

/**
 * Plans each message at most once for a recipient, pet, reason, due time and step, whatever happens how often and
 * however many rules say it (N1).
 */
async function keep(ctx: Context, planned: ReadonlyArray<typeof reminders.$inferInsert>) {
  const once = new Map<string, typeof reminders.$inferInsert>()
  for (const message of planned) {
    const { ownerId, petId, sourceId, due, step, status } = message
    const key = [ownerId, petId, sourceId, due, step].join(' ')
    if (!once.has(key) || status === MessageStatus.PLANNED) once.set(key, message)
  }
  if (once.size === 0) return
  await ctx.db
    .insert(reminders)
    .values([...once.values()])
    .onConflictDoUpdate({
      target: [reminders.ownerId, reminders.petId, reminders.sourceId, reminders.due, reminders.step],
      set: { status: MessageStatus.PLANNED, reason: null, decidedAt: null },
      setWhere: and(
        eq(reminders.status, MessageStatus.NOT_SENT),
        inArray(reminders.reason, passing),
        gt(reminders.sendAt, ctx.now()),
        sql`excluded.status = ${MessageStatus.PLANNED}`,
      ),
    })
}

const rulesInUse = (ctx: Context): Promise<ReminderRuleRow[]> =>
  ctx.db.select().from(reminderRules).where(eq(reminderRules.active, true)).orderBy(asc(reminderRules.id))

async function planDues(ctx: Context, rules: readonly ReminderRuleRow[], dues: readonly ReminderDueRow[]) {
  const planned: Array<typeof reminders.$inferInsert> = []
  for (const due of dues) {
    if (due.ended) continue
    const location = await locations.find(ctx, due.locationId)
    if (!location) continue
    for (const rule of rules.filter((each) => applies(each, due)))
      planned.push(...stepsOf(ctx.now(), rule, due, location.timeZone))
  }
  await keep(ctx, planned)
}

/** Planned messages that are not to be sent any more, and why (N7). */
export const notSent = (ctx: Context, reason: NotSentReason, which: ReturnType<typeof and>) =>
  ctx.db
    .update(reminders)
    .set({ status: MessageStatus.NOT_SENT, reason, decidedAt: ctx.now() })
    .where(and(eq(reminders.status, MessageStatus.PLANNED), which))

/** Plans anew what a pet is due for, in the open transaction: what was planned for another time is not sent. */
export async function planDue(ctx: Context, due: ReminderDueRow) {
  const ofDue = and(eq(reminders.petId, due.petId), eq(reminders.sourceId, due.sourceId))
  if (due.ended) await notSent(ctx, NotSentReason.ENDED, ofDue)
  else await notSent(ctx, NotSentReason.MOVED, and(ofDue, ne(reminders.due, dueOf(due))))
  await planDues(ctx, await rulesInUse(ctx), [due])
}

/** Plans anew what a pet is due for, which is active again. */
export async function planDuesOf(ctx: Context, petId: string) {
  const dues = await ctx.db.select().from(reminderDues).where(eq(reminderDues.petId, petId))
  await planDues(ctx, await rulesInUse(ctx), dues)
}

/** One page of what a rule reaches within the days ahead; the place to go on from, or null at the end. */
async function planPage(ctx: Context, rule: ReminderRuleRow, after: ReminderDueRow | null) {
  const today = dayOf(ctx.now(), 'UTC')
  const from = addDays(today, -Math.max(...rule.steps) - 1)
  const until = addDays(today, plannedDays + 1 - Math.min(...rule.steps))
  const { kind, dueOn, petId, sourceId, ended } = reminderDues
  const dues = await ctx.db
    .select()
    .from(reminderDues)
    .where(
      and(
        eq(kind, rule.kind),
        eq(ended, false),
        gte(dueOn, from),
        lte(dueOn, until),
        after
          ? or(
              gt(dueOn, after.dueOn),
              and(eq(dueOn, after.dueOn), sql`(${petId}, ${sourceId}) > (${after.petId}, ${after.sourceId})`),
            )
          : undefined,
      ),
    )
    .orderBy(asc(dueOn), asc(petId), asc(sourceId))
    .limit(pageSize)
  await planDues(ctx, [rule], dues)
  return dues.length < pageSize ? null : dues.at(-1)!
}

/**
 * Plans the messages of the days ahead, by one rule that was changed or by all.
 * no authorization: it is the hospital's own work. no audit: the plan is the record.
 */
export async function planReminders(ctx: Context, { ruleId }: { ruleId?: string } = {}) {
  const rules = (await rulesInUse(ctx)).filter(({ id }) => ruleId === undefined || id === ruleId)
  for (const rule of rules) {
    let after: ReminderDueRow | null = null
    do after = await transact(ctx, (ctx) => planPage(ctx, rule, after))
    while (after)
  }
}

/** Takes the plan of a rule back, in the open transaction; what was decided stays. */
export const unplan = (ctx: Context, rule: Pick<ReminderRow, 'ruleId'>) =>
  ctx.db
    .delete(reminders)
    .where(and(eq(reminders.ruleId, rule.ruleId), eq(reminders.status, MessageStatus.PLANNED)))
