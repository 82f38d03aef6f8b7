import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { quantityScale } from '@vetgraph/kit/money'
import { addMinutes } from '@vetgraph/kit/time'
import { and, asc, eq, gt } from 'drizzle-orm'
import { InventoryCategory, inventoryItems } from './inventory-items/inventory-item.table.ts'
import { lots } from './stock/lot.table.ts'
import { stocktakeLines, stocktakes } from './stocktakes/stocktake.table.ts'

const day = 24 * 60

/** At the first location: equipment was counted three weeks ago and was right; supplies wait for approval. */
const sheets = [
  { category: InventoryCategory.EQUIPMENT, daysAgo: 21, approved: true },
  { category: InventoryCategory.SUPPLIES, daysAgo: 1, approved: false },
] as const

/** Of every fifth lot one more or a few less were counted. */
const variances = [-2, 1, -5]

export async function loadStocktakes(ctx: Context, plan: DemoPlan) {
  const { id: locationId, currency } = plan.locations[0]!
  const keeper = plan.staff.find(({ role }) => role === 'TECHNICIAN')!.id
  const vet = plan.staff.find(({ role }) => role === 'VET')!.id
  for (const [number, { category, daysAgo, approved }] of sheets.entries()) {
    const id = demoId('stocktake', number)
    const at = addMinutes(ctx.now(), -daysAgo * day)
    const saves = { version: 1, createdAt: at, updatedAt: at }
    await insertRows(ctx, stocktakes, [{ id, locationId, category, currency, startedBy: keeper, ...saves }])
    const held = await ctx.db
      .select({ lot: lots })
      .from(lots)
      .innerJoin(inventoryItems, eq(inventoryItems.id, lots.itemId))
      .where(and(eq(lots.locationId, locationId), eq(inventoryItems.category, category), gt(lots.onHand, 0)))
      .orderBy(asc(inventoryItems.name), asc(lots.sortExpiry), asc(lots.id))
    await insertRows(
      ctx,
      stocktakeLines,
      held.map(({ lot }, position) => {
        const variance = approved || position % 5 !== 2 ? 0 : variances[Math.floor(position / 5) % 3]!
        return {
          ...{
            id: demoId('stocktake line', number * 1000 + position),
            stocktakeId: id,
            position,
            found: false,
          },
          ...{ itemId: lot.itemId, lotNumber: lot.number, expiresOn: lot.expiresOn },
          counted: Math.max(lot.onHand + variance * quantityScale, 0),
          ...{ countedBy: keeper, countedAt: addMinutes(at, 10 + position) },
          ...{ note: variance === -5 ? 'A box was open' : null, ...saves },
        }
      }),
    )
    const counted = addMinutes(at, 60)
    const change = (values: Partial<typeof stocktakes.$inferInsert>) =>
      ctx.db
        .update(stocktakes)
        .set({ ...values, version: 2 })
        .where(eq(stocktakes.id, id))
    await change({ submittedAt: counted, submittedBy: keeper })
    if (approved) await change({ approvedAt: addMinutes(counted, 60), approvedBy: vet })
  }
}
