import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import { demoDispensed, dispensedVisits } from '@vetgraph/kit/demo/dispensed'
import { type DemoPlan, demoPlan } from '@vetgraph/kit/demo/plan'
import { demoId, Random } from '@vetgraph/kit/demo/random'
import { quantityScale } from '@vetgraph/kit/money'
import type { DemoOptions } from '@vetgraph/kit/serving/subgraph'
import { addDays, addMinutes, dayOf } from '@vetgraph/kit/time'
import { controlledRegisters, registerLines } from './controlled-registers/controlled-register.table.ts'
import { demoItems } from './demo-items.ts'
import { loadOrders } from './demo-orders.ts'
import { loadStocktakes } from './demo-stocktakes.ts'
import { demoSuppliers } from './demo-suppliers.ts'
import { loadTransfers } from './demo-transfers.ts'
import { InventoryCategory, inventoryItems } from './inventory-items/inventory-item.table.ts'
import { locationRefs, prescriptionRefs } from './refs/refs.table.ts'
import { dispensings } from './stock/dispensing.table.ts'
import { lots } from './stock/lot.table.ts'
import { MovementKind, stockMovements } from './stock/stock-movement.table.ts'
import { witnessings } from './stock/witnessing.table.ts'
import { supplierItems, suppliers } from './suppliers/supplier.table.ts'

const week = 7 * 24 * 60
const oneInIsLow = 0.14
const { COUNT, DISPENSE, RECEIPT, USE, WASTAGE, WRITE_OFF } = MovementKind

/** Days until lots expire, from one item to the next: long, soon, over, and unknown. */
const lastDays = [400, 500, 40, 300, -12, 600, null, 350, 15, 450]

/**
 * A count half a year ago, of lots of which nothing was known, all used since; a delivery two months ago and what was
 * used of it; and of every third item another that expires later.
 */
function stockOf(plan: DemoPlan, now: Date) {
  const random = new Random(61)
  const keeper = plan.staff.find(({ role }) => role === 'TECHNICIAN')!.id
  const witnessId = plan.staff.find(({ role }) => role === 'VET')!.id
  const lotRows: (typeof lots.$inferInsert)[] = []
  const moved: (typeof stockMovements.$inferInsert)[] = []
  const witnessRows: (typeof witnessings.$inferInsert)[] = []
  const witnessed = (key: number, locationId: string, at: Date) => {
    const id = demoId('witnessing', key)
    witnessRows.push({ id, proofHash: id, actorId: keeper, witnessId, locationId, at })
    return id
  }
  plan.locations.forEach(({ id: locationId, currency, timeZone }, place) =>
    demoItems.forEach(({ reorderLevel, category, controlled }, number) => {
      const itemId = demoId('inventory item', number)
      const key = (place * 1000 + number) * 10
      const low = random.chance(oneInIsLow)
      const wanted = low
        ? Math.floor(reorderLevel * (0.2 + random.next() * 0.7))
        : Math.ceil(reorderLevel * (1.4 + random.next() * 2)) + 1
      const first = reorderLevel * 2 + 2
      const days = category === InventoryCategory.EQUIPMENT ? null : lastDays[(number + place * 3) % 10]!
      const later = number % 3 === 0 && !low ? Math.floor(wanted / 2) : 0
      const kept = wanted - later
      const used = Math.ceil(reorderLevel * 0.6)
      const at = (weeksAgo: number) => addMinutes(now, -weeksAgo * week)
      const lot = (step: number, weeksAgo: number, received: number, known?: { days: number | null }) => {
        const id = demoId('lot', key + step)
        const expiresOn = known?.days == null ? null : addDays(dayOf(now, timeZone), known.days)
        lotRows.push({
          id,
          itemId,
          locationId,
          received: known ? received * quantityScale : 0,
          receivedAt: at(weeksAgo),
          number: known ? `L${26000 + key + step}` : null,
          expiresOn,
          cost: known ? Math.round(received * (20 + (number % 9) * 35)) : null,
          currency: known ? currency : null,
        })
        return id
      }
      const move = (step: number, lotId: string, kind: MovementKind, quantity: number, weeksAgo: number) => {
        if (quantity === 0) return
        const reason = { [COUNT]: 'Opening count', [RECEIPT]: 'Delivery', [USE]: 'Used' }[kind as string]!
        moved.push({
          id: demoId('stock movement', key + step),
          itemId,
          locationId,
          lotId,
          kind,
          quantity: quantity * quantityScale,
          reason,
          actorId: keeper,
          at: at(weeksAgo),
          witnessingId: controlled && kind === USE ? witnessed(key + step, locationId, at(weeksAgo)) : null,
        })
      }
      const old = lot(0, 26, 0)
      move(0, old, COUNT, first, 26)
      const parts = [0.2, 0.35, 0.25].map((part) => Math.floor(first * part))
      parts.forEach((part, step) => move(1 + step, old, USE, -part, 23 - step * 5))
      move(4, old, USE, parts.reduce((sum, part) => sum + part, 0) - first, 9)
      const present = lot(1, 8, kept + used, { days })
      move(5, present, RECEIPT, kept + used, 8)
      move(6, present, USE, -Math.floor(used / 2), 6)
      move(7, present, USE, Math.floor(used / 2) - used, 4)
      if (later > 0) move(8, lot(2, 3, later, { days: 700 }), RECEIPT, later, 3)
    }),
  )
  return { lotRows, moved, witnessRows, keeper }
}

/** Of every fourth medicine that is not controlled a lot that is gone: most was used, some spilled, and the rest written off when it expired. */
function expiredOf(plan: DemoPlan, now: Date) {
  const keeper = plan.staff.find(({ role }) => role === 'TECHNICIAN')!.id
  const [{ id: locationId, currency, timeZone }] = plan.locations as [DemoPlan['locations'][number]]
  const kept = demoItems.flatMap(({ category, controlled, reorderLevel }, number) =>
    category === InventoryCategory.MEDICATION && !controlled && number % 4 === 1
      ? [{ number, received: reorderLevel + 4 }]
      : [],
  )
  const lotRows = kept.map(({ number, received }): typeof lots.$inferInsert => ({
    id: demoId('expired lot', number),
    itemId: demoId('inventory item', number),
    locationId,
    number: `L25${100 + number}`,
    expiresOn: addDays(dayOf(now, timeZone), -25),
    received: received * quantityScale,
    cost: received * (20 + (number % 9) * 35),
    currency,
    receivedAt: addMinutes(now, -20 * week),
  }))
  const moved = kept.flatMap(({ number, received }) => {
    const left = Math.ceil(received / 4)
    const steps = [
      [RECEIPT, received, 20, 'Delivery'],
      [USE, left + 1 - received, 16, 'Used'],
      [WASTAGE, -1, 8, 'Spilled'],
      [WRITE_OFF, -left, 3, 'Expired'],
    ] as const
    return steps.map(([kind, quantity, weeksAgo, reason], step): typeof stockMovements.$inferInsert => ({
      id: demoId('expired movement', number * steps.length + step),
      itemId: demoId('inventory item', number),
      locationId,
      lotId: demoId('expired lot', number),
      ...{ kind, reason, quantity: quantity * quantityScale },
      actorId: keeper,
      at: addMinutes(now, -weeksAgo * week),
    }))
  })
  return { lotRows, moved }
}

/** What was dispensed at visits, from the lots that arrived two months ago. */
function dispensed(plan: DemoPlan, lotRows: ReadonlyArray<typeof lots.$inferInsert>) {
  const { itemId, quantity, repeats } = demoDispensed
  const taken = dispensedVisits(plan)
  return {
    refs: taken.map(({ prescriptionId: id }) => ({
      id,
      authorised: quantity * (repeats + 1),
      dispensed: 0,
      version: 1,
    })),
    rows: taken.map(({ dispensingId: id, prescriptionId, pet, vet, location, endsAt }) => ({
      id,
      prescriptionId,
      petId: pet.id,
      ownerId: pet.ownerId,
      itemId,
      locationId: location.id,
      quantity,
      stockQuantity: quantity,
      dispensedAt: endsAt,
      dispensedBy: vet.id,
    })),
    moved: taken.map(({ dispensingId, number, vet, location, endsAt }) => ({
      id: demoId('dispensing movement', number),
      itemId,
      locationId: location.id,
      lotId: lotRows.find((lot) => lot.itemId === itemId && lot.locationId === location.id && lot.number)!.id,
      kind: DISPENSE,
      quantity: -quantity,
      reason: 'Dispensed',
      actorId: vet.id,
      at: endsAt,
      dispensingId,
    })),
  }
}

/** Every register was counted yesterday. */
async function countRegisters(ctx: Context, actorId: string) {
  const at = addMinutes(ctx.now(), -24 * 60)
  const found = await ctx.db.select().from(controlledRegisters)
  await insertRows(
    ctx,
    registerLines,
    found.map(({ id: registerId, balance: counted }, number) => ({
      id: demoId('register count', number),
      registerId,
      counted,
      at,
      actorId,
      reason: 'Counted',
    })),
  )
}

/** The demo hospital's stock at both locations, some of it to be ordered. */
export async function loadDemo(ctx: Context, options: DemoOptions) {
  const now = ctx.now()
  const plan = demoPlan(options, now)
  await insertRows(
    ctx,
    locationRefs,
    plan.locations.map(({ id, name, timeZone, currency }) => ({
      id,
      name,
      timeZone,
      currency,
      active: true,
      version: 1,
    })),
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
  const sellers = demoSuppliers(addMinutes(now, -26 * week))
  await insertRows(ctx, suppliers, sellers.supplierRows)
  await insertRows(ctx, supplierItems, sellers.entryRows)
  const { lotRows, moved, witnessRows, keeper } = stockOf(plan, now)
  const expired = expiredOf(plan, now)
  await insertRows(ctx, lots, [...lotRows, ...expired.lotRows])
  await insertRows(ctx, witnessings, witnessRows)
  await insertRows(ctx, stockMovements, [...moved, ...expired.moved])
  await countRegisters(ctx, keeper)
  const handedOut = dispensed(plan, lotRows)
  await insertRows(ctx, prescriptionRefs, handedOut.refs)
  await insertRows(ctx, dispensings, handedOut.rows)
  await insertRows(ctx, stockMovements, handedOut.moved)
  await loadOrders(ctx, plan, sellers)
  await loadStocktakes(ctx, plan)
  await loadTransfers(ctx, plan)
}
