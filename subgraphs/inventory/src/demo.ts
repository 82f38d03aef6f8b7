import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import { type DemoPlan, demoPlan } from '@vetgraph/kit/demo/plan'
import { demoId, Random } from '@vetgraph/kit/demo/random'
import { quantityScale } from '@vetgraph/kit/money'
import type { DemoOptions } from '@vetgraph/kit/serving/subgraph'
import { addMinutes } from '@vetgraph/kit/time'
import { demoItems } from './demo-items.ts'
import { inventoryItems } from './inventory-items/inventory-item.table.ts'
import { locationRefs } from './refs/refs.table.ts'
import { stockMovements } from './stock/stock-movement.table.ts'

const week = 7 * 24 * 60
const oneInIsLow = 0.14

/** A delivery half a year ago, another a month ago, and the consumption since. */
function movements(plan: DemoPlan, now: Date) {
  const random = new Random(61)
  const keeper = plan.staff.find(({ role }) => role === 'TECHNICIAN')!.id
  return plan.locations.flatMap(({ id: locationId }, place) =>
    demoItems.flatMap(({ reorderLevel }, number) => {
      const itemId = demoId('inventory item', number)
      const low = random.chance(oneInIsLow)
      const wanted = low
        ? Math.floor(reorderLevel * (0.2 + random.next() * 0.7))
        : Math.ceil(reorderLevel * (1.4 + random.next() * 2)) + 1
      const first = reorderLevel * 2 + 2
      const used = Math.ceil(first * 0.8)
      const steps: Array<[number, string, number]> = [
        [first, 'Opening count', 26],
        [-used, 'Used', 8],
      ]
      const difference = wanted - (first - used)
      if (difference > 0) steps.push([difference, 'Delivery', 4])
      if (difference < 0) steps.push([difference, 'Used', 1])
      return steps.map(([quantity, reason, weeksAgo], step) => ({
        id: demoId('stock movement', (place * 1000 + number) * 10 + step),
        itemId,
        locationId,
        quantity: quantity * quantityScale,
        reason,
        actorId: keeper,
        at: addMinutes(now, -weeksAgo * week),
      }))
    }),
  )
}

/** The demo hospital's stock at both locations, some of it to be ordered. */
export async function loadDemo(ctx: Context, options: DemoOptions) {
  const now = ctx.now()
  const plan = demoPlan({ pets: Math.min(options.pets, 1), years: 0 }, now)
  await insertRows(
    ctx,
    locationRefs,
    plan.locations.map(({ id, name }) => ({ id, name, active: true, version: 1 })),
  )
  await insertRows(
    ctx,
    inventoryItems,
    demoItems.map((item, number) => ({
      ...item,
      id: demoId('inventory item', number),
      reorderLevel: item.reorderLevel * quantityScale,
      active: true,
      version: 1,
      createdAt: addMinutes(now, -26 * week),
      updatedAt: addMinutes(now, -26 * week),
    })),
  )
  await insertRows(ctx, stockMovements, movements(plan, now))
}
