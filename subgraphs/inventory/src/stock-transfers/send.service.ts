import { authorize, requireViewer } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { emit } from '@vetgraph/kit/contracts/events'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { quantityOf } from '@vetgraph/kit/money'
import { asId } from '@vetgraph/kit/reads/refs'
import { once } from '@vetgraph/kit/work/idempotency'
import { and, asc, eq, ne } from 'drizzle-orm'
import { locations } from '../refs/refs.service.ts'
import { type LocationRef, locationRefs } from '../refs/refs.table.ts'
import { chosenLot } from '../stock/adjust.service.ts'
import { getLot } from '../stock/lot.service.ts'
import { lockPlace, move, movedIn, type Place, stockFacts } from '../stock/move.service.ts'
import { MovementKind } from '../stock/stock-movement.table.ts'
import type { StockTransferRow } from '../stock/stock-transfer.table.ts'
import { repeatable, witnessingOf } from '../stock/witness.service.ts'
import type { TransferStockInput } from './stock-transfer.inputs.ts'
import { getTransfer, saved } from './stock-transfer.service.ts'

const maxDestinations = 100

/** The locations to which one can send, by name: also those at which the viewer has no rights. */
export async function listDestinations(ctx: Context, locationId: string): Promise<LocationRef[]> {
  authorize(ctx, 'inventory:transfer', locationId)
  const from = await locations.find(ctx, locationId)
  if (!from) throw notFound('location', 'locationId')
  return ctx.db
    .select()
    .from(locationRefs)
    .where(
      and(
        eq(locationRefs.active, true),
        eq(locationRefs.currency, from.currency),
        ne(locationRefs.id, from.id),
      ),
    )
    .orderBy(asc(locationRefs.name), asc(locationRefs.id))
    .limit(maxDestinations)
}

/** Where it is sent: in use, and with the currency in which its cost is kept. */
async function destinationOf(ctx: Context, id: string, { location }: Place) {
  const destination = await locations.find(ctx, id)
  if (!destination) throw notFound('location', 'toLocationId')
  if (!destination.active) throw badInput('toLocationId', 'This location is not in use any more.')
  if (destination.currency !== location.currency)
    throw badInput('toLocationId', `This location keeps its stock in ${destination.currency}.`)
  return destination
}

/** How much is sent, in thousandths: what lies in the lot and no more, of supplies too (I4). */
function sentOf({ quantity }: TransferStockInput, { item }: Place, onHand: number): number {
  const sent = movedIn('quantity', quantity)
  if (sent < 0) throw badInput('quantity', 'Say how much is sent.')
  if (sent > onHand)
    throw conflict(`There are ${quantityOf(onHand)} ${item.unit} of this lot.`, {
      field: 'quantity',
      available: quantityOf(onHand),
    })
  return sent
}

/**
 * Sends stock of a lot to another location: it leaves the shelf at once and is nobody’s until it arrives. An expired lot
 * may be sent, to be destroyed elsewhere.
 */
export async function transferStock(ctx: Context, input: TransferStockInput): Promise<StockTransferRow> {
  authorize(ctx, 'inventory:transfer')
  const id = await once(ctx, 'transferStock', repeatable(input), async (ctx) => {
    const { itemId, locationId } = await getLot(ctx, asId(input.lotId), 'lotId')
    authorize(ctx, 'inventory:transfer', locationId)
    const place = await lockPlace(ctx, itemId, locationId)
    const lot = await chosenLot(ctx, place, input.lotId)
    const destination = await destinationOf(ctx, input.toLocationId, place)
    const quantity = sentOf(input, place, lot.onHand)
    const witnessingId = await witnessingOf(ctx, place, input.witnessProof)
    const transfer = await saved.add(ctx, {
      ...{ itemId, lotId: lot.id, fromLocationId: locationId, toLocationId: destination.id },
      ...{ note: input.note ?? null, sentBy: requireViewer(ctx).userId },
    })
    const parts = [{ lot, quantity: -quantity }]
    await move(
      ctx,
      'stock.transfer',
      place,
      MovementKind.TRANSFER_OUT,
      `Sent to ${destination.name}`,
      parts,
      null,
      {
        witnessingId,
        transferId: transfer.id,
      },
    )
    await emit(ctx, 'stock.sent', transfer.id, {
      ...stockFacts(transfer.id, place.item, destination.id),
      quantity: quantityOf(quantity),
      from: place.location.name,
    })
    return transfer.id
  })
  return getTransfer(ctx, id)
}
