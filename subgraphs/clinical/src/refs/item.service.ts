import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { asId } from '@vetgraph/kit/reads/refs'

/** What a prescription says of an item of the inventory. */
export interface Item {
  id: string
  name: string
  unit: string
  active: boolean
}

/** An item that is still used. It is asked of inventory each time: no events tell of its changes. */
export async function getItem(ctx: Context, id: string, field: string): Promise<Item> {
  const [answer] = await ctx.askPeer('InventoryItem', [asId(id)], 'id name unit active')
  if (!answer) throw notFound('item', field)
  const item = answer as unknown as Item
  if (!item.active) throw badInput(field, `${item.name} is no longer in use.`)
  return item
}
