import type { Context } from '@vetgraph/kit/context'
import { badInput } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize } from '@vetgraph/kit/access/authorize'
import { writing } from '@vetgraph/kit/work/writing'
import { asc, eq } from 'drizzle-orm'
import { maxShown, versionOf } from './record-template.service.ts'
import { type TextBlockRow, textBlocks } from './record-template.table.ts'
import type { SaveTextBlockInput } from './record-template.types.ts'

const saved = writing({
  table: textBlocks,
  type: 'TextBlock',
  noun: 'text block',
  values: ({ name, text, active }) => ({ name, text, active }),
})

/** The text blocks by name: the active ones, or with those that are retired. */
export function listTextBlocks(ctx: Context, withRetired: boolean): Promise<TextBlockRow[]> {
  authorize(ctx, 'medical-record:read')
  return ctx.db
    .select()
    .from(textBlocks)
    .where(withRetired ? undefined : eq(textBlocks.active, true))
    .orderBy(asc(textBlocks.name), asc(textBlocks.id))
    .limit(maxShown)
}

/** Adds a text block or changes one. */
export async function saveTextBlock(ctx: Context, input: SaveTextBlockInput): Promise<TextBlockRow> {
  authorize(ctx, 'record-template:write')
  if (!/^[a-z0-9][a-z0-9-]*$/.test(input.name)) {
    throw badInput('name', 'Small letters, digits and hyphens only: it is typed after “/”.')
  }
  const id = await once(ctx, 'saveTextBlock', input, async (ctx) => {
    const before = input.id ? await saved.lock(ctx, input.id, versionOf(input)) : null
    const values = { name: input.name, text: input.text, active: input.active ?? before?.active ?? true }
    const after = before ? await saved.change(ctx, before, values) : await saved.add(ctx, values)
    return after.id
  })
  const [block] = await ctx.db.select().from(textBlocks).where(eq(textBlocks.id, id))
  return block!
}
