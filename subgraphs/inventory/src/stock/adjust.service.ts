import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/access/authorize'
import { newId } from '@vetgraph/kit/ids'
import { asId } from '@vetgraph/kit/reads/refs'
import { oneLine } from '@vetgraph/kit/text'
import { dayOf } from '@vetgraph/kit/time'
import { once } from '@vetgraph/kit/work/idempotency'
import { and, eq, isNotNull, ne } from 'drizzle-orm'
import { getItem } from '../inventory-items/inventory-item.service.ts'
import type { InventoryItem } from '../inventory-items/inventory-item.types.ts'
import { costOf, countReceipt, orderedLine } from '../purchase-orders/receive-line.service.ts'
import { type LotRow, lots } from './lot.table.ts'
import {
  type LotPart,
  lockPlace,
  move,
  type Place,
  takeFirstExpiring,
  movedIn,
  unknownLot,
} from './move.service.ts'
import { MovementKind } from './stock-movement.table.ts'
import { repeatable, witnessingOf } from './witness.service.ts'
import { type AdjustStockInput, PackUnit, type ReceiveStockInput } from './stock.inputs.ts'

const maxReason = 500

function reasonOf(reason: string): string {
  const text = oneLine(reason)
  if (!text) throw badInput('reason', 'Say why the stock is corrected.')
  if (text.length > maxReason) throw badInput('reason', `At most ${maxReason} characters.`)
  return text
}

export async function chosenLot(ctx: Context, { item, location }: Place, id: string): Promise<LotRow> {
  const [lot] = await ctx.db
    .select()
    .from(lots)
    .where(and(eq(lots.id, asId(id)), eq(lots.itemId, item.id), eq(lots.locationId, location.id)))
  if (!lot) throw notFound('lot', 'lotId')
  return lot
}

/**
 * Books what comes in or goes out with its reason; medication can never be taken out that is not there (I1, I4), and
 * nothing of a controlled item goes out without a witness (I10).
 * no audit: `move` writes it.
 */
export async function adjustStock(ctx: Context, input: AdjustStockInput): Promise<InventoryItem> {
  authorize(ctx, 'inventory:adjust', input.locationId)
  const id = await once(ctx, 'adjustStock', repeatable(input), async (ctx) => {
    const quantity = movedIn('quantity', input.quantity)
    const reason = reasonOf(input.reason)
    const kind = input.kind ?? MovementKind.COUNT
    if (kind === MovementKind.RECEIPT) throw badInput('kind', 'What arrives is received by receiveStock.')
    if (kind === MovementKind.TRANSFER_OUT || kind === MovementKind.TRANSFER_IN)
      throw badInput('kind', 'What goes to another location is sent by transferStock.')
    if (kind === MovementKind.DISPENSE) throw badInput('kind', 'Medicine is handed out by dispense.')
    const place = await lockPlace(ctx, input.itemId, input.locationId)
    const parts: LotPart[] = input.lotId
      ? [{ lot: await chosenLot(ctx, place, input.lotId), quantity }]
      : quantity > 0
        ? [{ lot: await unknownLot(ctx, place), quantity }]
        : await takeFirstExpiring(ctx, place, -quantity, kind)
    const witnessingId = quantity < 0 ? await witnessingOf(ctx, place, input.witnessProof) : null
    await move(ctx, 'stock.adjust', place, kind, reason, parts, null, { witnessingId })
    return place.item.id
  })
  return getItem(ctx, id)
}

/** What a unit of the input contains, in thousandths of the item's unit (I6). */
function contentsOf({ item }: Place, unit: PackUnit): number {
  const contents =
    unit === PackUnit.BUYING
      ? item.unitsPerBuyingUnit
      : unit === PackUnit.STOCK
        ? item.unitsPerStockUnit
        : 1000
  if (contents === null) throw badInput('unit', 'The item has no such unit.')
  return contents
}

/** In thousandths of the item's unit; a fraction of a pack that is no whole thousandth is refused (I6). */
function receivedOf(place: Place, { quantity, unit }: ReceiveStockInput): number {
  const packs = movedIn('quantity', quantity)
  if (packs < 0) throw badInput('quantity', 'Say how much has arrived.')
  const exact = BigInt(packs) * BigInt(contentsOf(place, unit ?? PackUnit.DISPENSING))
  if (exact % 1000n !== 0n) throw badInput('quantity', `That is no whole thousandth of a ${place.item.unit}.`)
  return movedIn('quantity', Number(exact / 1000n) / 1000)
}

/** The expiry of a lot by its number: it has one, whenever and wherever it arrives. */
export async function expiryOf(
  ctx: Context,
  itemId: string,
  number: string | null,
  expiresOn: string | null,
): Promise<string | null> {
  if (!number) return expiresOn
  const [known] = await ctx.db
    .select({ expiresOn: lots.expiresOn })
    .from(lots)
    .where(
      and(
        eq(lots.itemId, itemId),
        eq(lots.number, number),
        isNotNull(lots.expiresOn),
        expiresOn ? ne(lots.expiresOn, expiresOn) : undefined,
      ),
    )
    .limit(1)
  if (known && expiresOn)
    throw conflict(`Lot ${number} expires on ${known.expiresOn}.`, { field: 'expiresOn' })
  return known?.expiresOn ?? expiresOn
}

/**
 * Takes a delivery as a lot of its own; what nobody knows of it stays unknown (I5).
 * no audit: `move` writes it.
 */
export async function receiveStock(ctx: Context, input: ReceiveStockInput): Promise<InventoryItem> {
  authorize(ctx, 'inventory:receive', input.locationId)
  const id = await once(ctx, 'receiveStock', input, async (ctx) => {
    const place = await lockPlace(ctx, input.itemId, input.locationId)
    const received = receivedOf(place, input)
    const line = input.orderLineId
      ? await orderedLine(ctx, input.orderLineId, { itemId: place.item.id, locationId: place.location.id })
      : null
    const { lotNumber = null, expiresOn = null } = input
    const cost = input.cost ?? (line ? costOf(line, received) : null)
    if (cost !== null && cost < 0) throw badInput('cost', 'This is not below 0.')
    if (expiresOn && expiresOn < dayOf(ctx.now(), place.location.timeZone))
      throw badInput('expiresOn', 'This day is over: an expired delivery is not taken.')
    await expiryOf(ctx, place.item.id, lotNumber, expiresOn)
    const nothingKnown = lotNumber === null && expiresOn === null && cost === null
    const [added] = nothingKnown
      ? [await unknownLot(ctx, place)]
      : await ctx.db
          .insert(lots)
          .values({
            id: newId(),
            itemId: place.item.id,
            locationId: place.location.id,
            number: lotNumber,
            expiresOn,
            received,
            cost,
            currency: cost === null ? null : place.location.currency,
            receivedAt: ctx.now(),
          })
          .returning()
    const reason = line?.number ? `Delivery of ${line.number}` : 'Delivery'
    await move(ctx, 'stock.receive', place, MovementKind.RECEIPT, reason, [
      { lot: added!, quantity: received },
    ])
    if (line)
      await countReceipt(ctx, line, {
        lotId: added!.id,
        quantity: received,
        overReason: input.overReceiptReason ?? null,
      })
    return place.item.id
  })
  return getItem(ctx, id)
}
