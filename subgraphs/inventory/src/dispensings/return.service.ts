import type { Context } from '@vetgraph/kit/context'
import { authorize, can } from '@vetgraph/kit/access/authorize'
import { emit } from '@vetgraph/kit/contracts/events'
import { conflict, notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { proportionOf, quantityOf } from '@vetgraph/kit/money'
import { asId } from '@vetgraph/kit/reads/refs'
import { once } from '@vetgraph/kit/work/idempotency'
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { type DispensingRow, dispensings } from '../stock/dispensing.table.ts'
import { lots } from '../stock/lot.table.ts'
import { type LotPart, lockPlace, move } from '../stock/move.service.ts'
import { MovementKind, stockMovements } from '../stock/stock-movement.table.ts'
import { repeatable, witnessingOf } from '../stock/witness.service.ts'
import { type ReturnStockInput, ReturnTo } from './dispensing.inputs.ts'
import { costOf, getDispensing, takenIn } from './dispensing.service.ts'
import { countOf } from './prescription.service.ts'

/** What of a dispensing is still with the owner, by lot, the one that expires last first. */
async function listStillOut(ctx: Context, dispensingId: string, lotId: string | null | undefined) {
  const out = sql<number>`-sum(${stockMovements.quantity})`.mapWith(Number)
  const rows = await ctx.db
    .select({ lot: { id: lots.id, number: lots.number }, out })
    .from(stockMovements)
    .innerJoin(lots, eq(lots.id, stockMovements.lotId))
    .where(
      and(
        eq(stockMovements.dispensingId, dispensingId),
        inArray(stockMovements.kind, [MovementKind.DISPENSE, MovementKind.RETURN]),
        lotId ? eq(stockMovements.lotId, asId(lotId)) : undefined,
      ),
    )
    .groupBy(lots.id)
    .orderBy(desc(lots.sortExpiry), desc(lots.id))
  if (rows.length === 0) throw notFound('lot', 'lotId')
  return rows
}

/** What comes back into each lot. */
function backInto(
  stillOut: Awaited<ReturnType<typeof listStillOut>>,
  quantity: number | null | undefined,
): LotPart[] {
  const all = stillOut.reduce((sum, { out }) => sum + out, 0)
  const wanted = quantity == null ? all : takenIn('quantity', quantity)
  if (all === 0) throw conflict('All of it has been brought back.', { field: 'dispensingId' })
  if (wanted > all)
    throw conflict(`Only ${quantityOf(all)} of it can be brought back.`, {
      field: 'quantity',
      available: quantityOf(all),
    })
  let left = wanted
  return stillOut.flatMap(({ lot, out }) => {
    const part = Math.min(out, left)
    left -= part
    return part > 0 ? [{ lot, quantity: part }] : []
  })
}

/** What was brought back of a dispensing before, in the order of time. */
const listReturns = (ctx: Context, id: string) =>
  ctx.db
    .select()
    .from(dispensings)
    .where(eq(dispensings.returnOf, id))
    .orderBy(asc(dispensings.dispensedAt), asc(dispensings.id))

/**
 * Takes back what was dispensed, into the same lot or to be destroyed; it can be dispensed of the prescription again,
 * and the charge is corrected by event.
 * no audit: `move` writes it.
 */
export async function returnStock(ctx: Context, input: ReturnStockInput): Promise<DispensingRow> {
  const viewer = authorize(ctx, 'prescription:dispense')
  const id = await once(ctx, 'returnStock', repeatable(input), async (ctx) => {
    const [dispensed] = await ctx.db
      .select()
      .from(dispensings)
      .where(and(eq(dispensings.id, asId(input.dispensingId)), isNull(dispensings.returnOf)))
    if (!dispensed || !can(viewer, 'prescription:dispense', dispensed.locationId))
      throw notFound('dispensing', 'dispensingId')
    await countOf(ctx, dispensed.prescriptionId)
    const place = await lockPlace(ctx, dispensed.itemId, dispensed.locationId)
    const parts = backInto(await listStillOut(ctx, dispensed.id, input.lotId), input.quantity)
    const before = await listReturns(ctx, dispensed.id)
    const sum = (
      rows: readonly Pick<DispensingRow, 'quantity' | 'stockQuantity'>[],
      of: 'quantity' | 'stockQuantity',
    ) => rows.reduce((total, row) => total + row[of], 0)
    const stockQuantity = -parts.reduce((total, part) => total + part.quantity, 0)
    const stockBack = sum(before, 'stockQuantity') + stockQuantity
    // The prescription’s quantity comes back in proportion, rounded once over all that was brought back.
    const back = -proportionOf(dispensed.quantity, -stockBack, dispensed.stockQuantity)
    const row = {
      ...dispensed,
      id: newId(),
      quantity: back - sum(before, 'quantity'),
      stockQuantity,
      returnOf: dispensed.id,
      reason: input.reason,
      dispensedAt: ctx.now(),
      dispensedBy: viewer.userId,
    }
    await ctx.db.insert(dispensings).values(row)
    await move(ctx, 'stock.return', place, MovementKind.RETURN, input.reason, parts, dispensed.id)
    if (input.to === ReturnTo.WRITE_OFF) {
      const witnessingId = await witnessingOf(ctx, place, input.witnessProof)
      const out = parts.map(({ lot, quantity }) => ({ lot, quantity: -quantity }))
      await move(ctx, 'stock.return', place, MovementKind.WRITE_OFF, input.reason, out, dispensed.id, {
        witnessingId,
      })
    }
    const cost = await costOf(ctx, dispensed.id)
    await emit(ctx, 'stock.returned', row.prescriptionId, {
      id: row.id,
      prescriptionId: row.prescriptionId,
      locationId: row.locationId,
      quantity: quantityOf(row.quantity),
      stockQuantity: quantityOf(dispensed.stockQuantity + stockBack),
      stockUnit: place.item.unit,
      ...(cost && { cost }),
      at: row.dispensedAt.toISOString(),
      actorId: viewer.userId,
      replaces: before.at(-1)?.id ?? dispensed.id,
    })
    return dispensed.id
  })
  return getDispensing(ctx, id)
}
