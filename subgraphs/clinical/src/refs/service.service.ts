import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { asId } from '@vetgraph/kit/reads/refs'

interface Named {
  /** An entry of the price list. */
  serviceId?: string | null
  /** The field that names it. */
  field: string
}

/** Refuses entries of the price list that billing does not know or has retired: no events tell of their changes. */
export async function checkServices(ctx: Context, named: readonly Named[]) {
  const wanted = named.flatMap(({ serviceId, field }) => (serviceId ? [{ id: asId(serviceId), field }] : []))
  if (wanted.length === 0) return
  const ids = wanted.map(({ id }) => id)
  const answers = await ctx.askPeer('Service', ids, 'id name active')
  for (const [place, { field }] of wanted.entries()) {
    const service = answers[place]
    if (!service) throw notFound('entry of the price list', field)
    if (!service['active']) throw badInput(field, `${String(service['name'])} is no longer in use.`)
  }
}
