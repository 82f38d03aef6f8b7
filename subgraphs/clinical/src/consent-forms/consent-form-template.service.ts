import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { asId } from '@vetgraph/kit/reads/refs'
import { once } from '@vetgraph/kit/work/idempotency'
import { writing } from '@vetgraph/kit/work/writing'
import { asc, eq } from 'drizzle-orm'
import { versionOf } from '../record-templates/record-template.service.ts'
import type { SaveConsentFormTemplateInput } from './consent-form.inputs.ts'
import { type ConsentFormTemplateRow, consentFormTemplates } from './consent-form-template.table.ts'
import { variablesIn } from './wording.ts'

/** How many are listed. */
const maxShown = 500

const saved = writing({
  table: consentFormTemplates,
  type: 'ConsentFormTemplate',
  noun: 'template of consent forms',
  values: ({ name, category, wording, asksResuscitation, active }) => ({
    name,
    category,
    wording,
    asksResuscitation,
    active,
  }),
})

/** The templates by name: the active ones, or with those that are retired. */
export function listConsentFormTemplates(
  ctx: Context,
  withRetired: boolean,
): Promise<ConsentFormTemplateRow[]> {
  authorize(ctx, 'consent-form:read')
  return ctx.db
    .select()
    .from(consentFormTemplates)
    .where(withRetired ? undefined : eq(consentFormTemplates.active, true))
    .orderBy(asc(consentFormTemplates.name), asc(consentFormTemplates.id))
    .limit(maxShown)
}

async function findTemplate(ctx: Context, id: string): Promise<ConsentFormTemplateRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(consentFormTemplates)
    .where(eq(consentFormTemplates.id, asId(id)))
  return row
}

/** A template that forms are still prepared from. */
export async function usableTemplate(ctx: Context, id: string): Promise<ConsentFormTemplateRow> {
  const template = await findTemplate(ctx, id)
  if (!template) throw notFound('template of consent forms', 'templateId')
  if (!template.active) throw badInput('templateId', `“${template.name}” is no longer in use.`)
  return template
}

/** Adds a template or changes one: forms that were prepared before keep their words. */
export async function saveConsentFormTemplate(
  ctx: Context,
  input: SaveConsentFormTemplateInput,
): Promise<ConsentFormTemplateRow> {
  authorize(ctx, 'consent-form-template:write')
  variablesIn(input.wording)
  const id = await once(ctx, 'saveConsentFormTemplate', input, async (ctx) => {
    const before = input.id ? await saved.lock(ctx, input.id, versionOf(input)) : null
    const { name, category, wording, asksResuscitation } = input
    const active = input.active ?? before?.active ?? true
    const values = { name, category, wording, asksResuscitation, active }
    const after = before ? await saved.change(ctx, before, values) : await saved.add(ctx, values)
    return after.id
  })
  return (await findTemplate(ctx, id))!
}
