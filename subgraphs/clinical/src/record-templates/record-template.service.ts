import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { writing } from '@vetgraph/kit/work/writing'
import { asc, eq } from 'drizzle-orm'
import { type RecordTemplateRow, recordTemplates } from './record-template.table.ts'
import type { SaveRecordTemplateInput } from './record-template.types.ts'

/** How many are listed. */
export const maxShown = 500

const saved = writing({
  table: recordTemplates,
  type: 'RecordTemplate',
  noun: 'record template',
  values: ({ name, appointmentTypeId, subjective, objective, assessment, plan, active }) => ({
    name,
    appointmentTypeId,
    subjective,
    objective,
    assessment,
    plan,
    active,
  }),
})

/** The templates by name: the active ones, or with those that are retired. */
export function listRecordTemplates(ctx: Context, withRetired: boolean): Promise<RecordTemplateRow[]> {
  authorize(ctx, 'medical-record:read')
  return ctx.db
    .select()
    .from(recordTemplates)
    .where(withRetired ? undefined : eq(recordTemplates.active, true))
    .orderBy(asc(recordTemplates.name), asc(recordTemplates.id))
    .limit(maxShown)
}

/** The version that a change is based on; whoever names what is changed says it. */
export function versionOf({ version }: { version?: number | null }): number {
  if (version === undefined || version === null)
    throw badInput('version', 'Say which version you have changed.')
  return version
}

async function checkType(ctx: Context, id: string | null) {
  if (id === null) return
  const [type] = await ctx.askPeer('AppointmentType', [asId(id)], 'id')
  if (!type) throw notFound('kind of visit', 'appointmentTypeId')
}

/** Adds a template or changes one; what an input leaves out of its texts is empty. */
export async function saveRecordTemplate(
  ctx: Context,
  input: SaveRecordTemplateInput,
): Promise<RecordTemplateRow> {
  authorize(ctx, 'record-template:write')
  const id = await once(ctx, 'saveRecordTemplate', input, async (ctx) => {
    const before = input.id ? await saved.lock(ctx, input.id, versionOf(input)) : null
    const appointmentTypeId = input.appointmentTypeId ?? null
    await checkType(ctx, appointmentTypeId)
    const values = {
      name: input.name,
      appointmentTypeId,
      subjective: input.subjective ?? '',
      objective: input.objective ?? '',
      assessment: input.assessment ?? '',
      plan: input.plan ?? '',
      active: input.active ?? before?.active ?? true,
    }
    const after = before ? await saved.change(ctx, before, values) : await saved.add(ctx, values)
    return after.id
  })
  const [template] = await ctx.db.select().from(recordTemplates).where(eq(recordTemplates.id, id))
  return template!
}
