import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { asId } from '@vetgraph/kit/reads/refs'

/** What the chart says of an entry of the price list. */
interface Service {
  id: string
  name: string
  active: boolean
}

/** An entry of the price list that is still charged. It is asked of billing each time: no events tell of its changes. */
export async function getService(ctx: Context, id: string, field: string): Promise<Service> {
  const [answer] = await ctx.askPeer('Service', [asId(id)], 'id name active')
  if (!answer) throw notFound('entry of the price list', field)
  const service = answer as unknown as Service
  if (!service.active) throw badInput(field, `${service.name} is no longer in use.`)
  return service
}
