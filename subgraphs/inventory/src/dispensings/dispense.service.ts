import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { emit } from '@vetgraph/kit/contracts/events'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { quantityOf, thousandthsOf } from '@vetgraph/kit/money'
import { once } from '@vetgraph/kit/work/idempotency'
import { chosenLot } from '../stock/adjust.service.ts'
import { type DispensingRow, dispensings } from '../stock/dispensing.table.ts'
import {
  listInOrder,
  type LotPart,
  lockPlace,
  move,
  type Place,
  takeFirstExpiring,
} from '../stock/move.service.ts'
import { MovementKind } from '../stock/stock-movement.table.ts'
import { repeatable, witnessingOf } from '../stock/witness.service.ts'
import type { DispenseInput } from './dispensing.inputs.ts'
import { costOf, getDispensing, takenIn } from './dispensing.service.ts'
import { lockPrescription, validPrescription } from './prescription.service.ts'

type Prescription = Awaited<ReturnType<typeof validPrescription>>

/** How much is handed out, in the prescription’s unit; more than is left of it is refused (MR6). */
async function allowed(ctx: Context, prescription: Prescription, quantity: number | null | undefined) {
  const { authorised, dispensed } = await lockPrescription(ctx, prescription)
  const remaining = authorised - dispensed
  if (remaining <= 0) throw conflict('This prescription is used up.', { field: 'prescriptionId' })
  if (quantity == null) return Math.min(thousandthsOf(prescription.quantity)!, remaining)
  const wanted = takenIn('quantity', quantity)
  if (wanted > remaining)
    throw conflict(`Only ${quantityOf(remaining)} ${prescription.unit} are left of this prescription.`, {
      field: 'quantity',
      remaining: quantityOf(remaining),
    })
  return wanted
}

/** The same in the item’s unit. */
function stockOf(
  { item }: Place,
  { unit }: Prescription,
  quantity: number,
  stockQuantity: number | null | undefined,
): number {
  if (unit === item.unit) {
    if (stockQuantity != null && takenIn('stockQuantity', stockQuantity) !== quantity)
      throw badInput('stockQuantity', `Both are counted in ${unit}: this is the quantity.`)
    return quantity
  }
  if (stockQuantity == null)
    throw badInput('stockQuantity', `It is prescribed in ${unit}: say how much that is in ${item.unit}.`)
  return takenIn('stockQuantity', stockQuantity)
}

/** All of one lot, which needs a reason when another expires earlier (I2); or of those that expire first. */
async function partsOf(
  ctx: Context,
  place: Place,
  thousandths: number,
  { lotId, reason }: DispenseInput,
): Promise<LotPart[]> {
  if (!lotId) return takeFirstExpiring(ctx, place, thousandths, MovementKind.DISPENSE)
  const lot = await chosenLot(ctx, place, lotId)
  const [first] = await listInOrder(ctx, place, MovementKind.DISPENSE)
  if (first && first.id !== lot.id && !reason)
    throw badInput('reason', 'Another lot expires earlier: say why this one is taken.')
  if (lot.onHand < thousandths)
    throw conflict(`Only ${quantityOf(Math.max(lot.onHand, 0))} ${place.item.unit} of this lot are there.`, {
      field: 'quantity',
      available: quantityOf(Math.max(lot.onHand, 0)),
    })
  return [{ lot, quantity: -thousandths }]
}

/**
 * Hands out some of a prescription from the lots that expire first, never more than it authorises and never what is not
 * there (MR6, I1, I2); the prescription and the charge follow by event.
 * no audit: `move` writes it.
 */
export async function dispense(ctx: Context, input: DispenseInput): Promise<DispensingRow> {
  const { userId } = authorize(ctx, 'prescription:dispense', input.locationId)
  const id = await once(ctx, 'dispense', repeatable(input), async (ctx) => {
    const prescription = await validPrescription(ctx, input.prescriptionId)
    const quantity = await allowed(ctx, prescription, input.quantity)
    const place = await lockPlace(ctx, prescription.itemId, input.locationId)
    const stockQuantity = stockOf(place, prescription, quantity, input.stockQuantity)
    const parts = await partsOf(ctx, place, stockQuantity, input)
    const row = {
      id: newId(),
      prescriptionId: prescription.id,
      petId: prescription.pet.id,
      ownerId: prescription.pet.owner.id,
      itemId: place.item.id,
      locationId: place.location.id,
      quantity,
      stockQuantity,
      reason: input.reason ?? null,
      dispensedAt: ctx.now(),
      dispensedBy: userId,
    }
    const witnessingId = await witnessingOf(ctx, place, input.witnessProof)
    await ctx.db.insert(dispensings).values(row)
    const reason = row.reason ?? 'Dispensed'
    await move(ctx, 'stock.dispense', place, MovementKind.DISPENSE, reason, parts, row.id, {
      witnessingId,
    })
    const cost = await costOf(ctx, row.id)
    await emit(ctx, 'stock.dispensed', row.prescriptionId, {
      id: row.id,
      prescriptionId: row.prescriptionId,
      locationId: row.locationId,
      quantity: quantityOf(quantity),
      stockQuantity: quantityOf(stockQuantity),
      stockUnit: place.item.unit,
      ...(cost && { cost }),
      at: row.dispensedAt.toISOString(),
      actorId: userId,
    })
    return row.id
  })
  return getDispensing(ctx, id)
}
