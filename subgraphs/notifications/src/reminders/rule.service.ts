import { authorize } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { badInput } from '@vetgraph/kit/errors'
import { asId } from '@vetgraph/kit/reads/refs'
import { once } from '@vetgraph/kit/work/idempotency'
import { plan } from '@vetgraph/kit/work/work'
import { writing } from '@vetgraph/kit/work/writing'
import { asc, eq } from 'drizzle-orm'
import { unplan } from './plan.service.ts'
import { type ReminderRuleRow, reminderRules } from './reminder.table.ts'
import type { SaveReminderRuleInput } from './reminder.types.ts'

const maxDays = 365
const maxSteps = 6

const saved = writing({
  table: reminderRules,
  type: 'ReminderRule',
  noun: 'rule',
  values: ({ name, kind, steps, timeOfDay, channel, speciesIds, locationIds, active }) => ({
    ...{ name, kind, steps, timeOfDay, channel, speciesIds, locationIds, active },
  }),
  // What was planned by the rule as it was is planned anew.
  announce: async (ctx, { id }) => {
    await unplan(ctx, { ruleId: id })
    await plan(ctx, 'plan-reminders', { ruleId: id }, { key: id })
  },
})

/** The rules by which clients are reminded, by name. */
export function listReminderRules(ctx: Context): Promise<ReminderRuleRow[]> {
  authorize(ctx, 'message:read')
  return ctx.db.select().from(reminderRules).orderBy(asc(reminderRules.name), asc(reminderRules.id))
}

function checkedSteps(given: readonly number[], kind: string): number[] {
  const steps = [...new Set(given)].sort((one, other) => one - other)
  if (steps.length === 0 || steps.length > maxSteps) throw badInput('steps', `1 to ${maxSteps} days.`)
  if (steps.some((step) => Math.abs(step) > maxDays))
    throw badInput('steps', `At most ${maxDays} days before or after.`)
  if (kind === 'APPOINTMENT' && steps.some((step) => step >= 0))
    throw badInput('steps', 'A visit is reminded of at least one day before.')
  return steps
}

/** Adds a rule or changes it; what it plans is planned anew, what was sent or stopped stays. */
export async function saveReminderRule(ctx: Context, input: SaveReminderRuleInput): Promise<ReminderRuleRow> {
  authorize(ctx, 'reminder-rule:write')
  const { kind, channel, active, speciesIds, locationIds, name, timeOfDay } = input
  const steps = checkedSteps(input.steps, kind)
  if (timeOfDay < '08:00' || timeOfDay >= '20:00')
    throw badInput('timeOfDay', 'Messages go out between 08:00 and 20:00.')
  const values = {
    name,
    kind,
    channel,
    active,
    speciesIds,
    locationIds: locationIds.map(asId),
    timeOfDay,
    steps,
  }
  const id = await once(ctx, 'reminder-rule.save', input, async (ctx) => {
    if (!input.id) return (await saved.add(ctx, values)).id
    if (typeof input.version !== 'number') throw badInput('version', 'Which version is changed?')
    return (await saved.change(ctx, await saved.lock(ctx, input.id, input.version), values)).id
  })
  const [row] = await ctx.db.select().from(reminderRules).where(eq(reminderRules.id, id))
  return row!
}
