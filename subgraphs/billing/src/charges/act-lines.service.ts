import type { Context } from '@vetgraph/kit/context'
import { conflict, notFound } from '@vetgraph/kit/errors'
import { asId } from '@vetgraph/kit/reads/refs'
import { inArray } from 'drizzle-orm'
import { acts } from './act.table.ts'

interface Charging {
  ownerId: string
  locationId: string
  /** The draft that has the lines; null for a new one. */
  invoiceId: string | null
}

/** What each line charges; a line that charges what was taken back meanwhile becomes one that somebody typed. */
export async function actsOf(
  ctx: Context,
  lines: ReadonlyArray<{ actId?: string | null }>,
  { ownerId, locationId, invoiceId }: Charging,
): Promise<Array<string | null>> {
  const ids = lines.flatMap(({ actId }) => (actId ? [asId(actId)] : []))
  const rows = ids.length === 0 ? [] : await ctx.db.select().from(acts).where(inArray(acts.id, ids))
  const known = new Map(rows.map((act) => [act.id, act]))
  const taken = new Set<string>()
  return lines.map(({ actId }, place) => {
    if (!actId) return null
    const field = `items.${place}.actId`
    const act = known.get(asId(actId))
    if (!act || act.ownerId !== ownerId || act.locationId !== locationId) throw notFound('act', field)
    if (act.retractedAt) return null
    if (act.waivedAt || (act.invoiceId && act.invoiceId !== invoiceId) || taken.has(act.id))
      throw conflict(`“${act.description}” is charged already or waived.`, { field })
    taken.add(act.id)
    return act.id
  })
}
