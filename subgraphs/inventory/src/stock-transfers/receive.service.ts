import { authorize, requireViewer } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { quantityOf, thousandthsIn } from '@vetgraph/kit/money'
import { asId } from '@vetgraph/kit/reads/refs'
import { once } from '@vetgraph/kit/work/idempotency'
import { ReturnTo } from '../dispensings/dispensing.inputs.ts'
import { locations } from '../refs/refs.service.ts'
import { type LotRow, lots } from '../stock/lot.table.ts'
import { lockPlace, move, type Place, unknownLot } from '../stock/move.service.ts'
import { MovementKind } from '../stock/stock-movement.table.ts'
import type { StockTransferRow } from '../stock/stock-transfer.table.ts'
import { repeatable, witnessingOf } from '../stock/witness.service.ts'
import type { ReceiveTransferInput, ReturnTransferInput } from './stock-transfer.inputs.ts'
import { getTransfer, saved, sentLotOf, shareOf } from './stock-transfer.service.ts'

/** The transfer at one of its ends, locked with its item, while some of it is in transit. */
async function lockInTransit(
  ctx: Context,
  { id, version }: { id: string; version: number },
  end: 'fromLocationId' | 'toLocationId',
) {
  const seen = await getTransfer(ctx, asId(id))
  authorize(ctx, end === 'toLocationId' ? 'inventory:receive' : 'inventory:transfer', seen[end])
  const place = await lockPlace(ctx, seen.itemId, seen[end])
  const transfer = await saved.lock(ctx, id, version)
  if (transfer.inTransit === 0)
    throw conflict('Nothing of it is in transit any more.', { field: 'id', status: transfer.status })
  return { place, transfer, lot: await sentLotOf(ctx, transfer) }
}

/** In thousandths; no more than is in transit. */
function partOf({ item }: Place, { inTransit }: StockTransferRow, quantity: number): number {
  const part = thousandthsIn('quantity', quantity)
  if (part < 0) throw badInput('quantity', 'This is not below 0.')
  if (part > inTransit)
    throw conflict(`Only ${quantityOf(inTransit)} ${item.unit} are in transit: receive those, and count.`, {
      field: 'quantity',
      available: quantityOf(inTransit),
    })
  return part
}

/** The lot as which it arrives, of the same number, expiry and cost; the costs of all parts are that of what was sent. */
async function arrivedLot(ctx: Context, place: Place, transfer: StockTransferRow, lot: LotRow, part: number) {
  if (lot.number === null && lot.expiresOn === null && lot.cost === null) return unknownLot(ctx, place)
  const gone = transfer.received + transfer.returned
  const cost = lot.cost === null ? null : shareOf(lot, gone + part)! - shareOf(lot, gone)!
  const [arrived] = await ctx.db
    .insert(lots)
    .values({
      ...{ id: newId(), itemId: lot.itemId, locationId: place.location.id },
      ...{ number: lot.number, expiresOn: lot.expiresOn, received: part, cost, currency: lot.currency },
      receivedAt: ctx.now(),
    })
    .returning()
  return arrived!
}

/** Takes what has arrived of a transfer into stock, as a lot of the same number, expiry and cost. */
export async function receiveTransfer(ctx: Context, input: ReceiveTransferInput): Promise<StockTransferRow> {
  authorize(ctx, 'inventory:receive')
  const id = await once(ctx, 'receiveTransfer', repeatable(input), async (ctx) => {
    const { place, transfer, lot } = await lockInTransit(ctx, input, 'toLocationId')
    const part = partOf(place, transfer, input.quantity)
    const differenceReason = input.differenceReason ?? null
    if (part === 0 && differenceReason === null)
      throw badInput('differenceReason', 'Say why nothing has arrived.')
    if (part === transfer.inTransit && differenceReason !== null)
      throw badInput('differenceReason', 'All of it has arrived: nothing differs.')
    if (part > 0) {
      const witnessingId = await witnessingOf(ctx, place, input.witnessProof)
      const from = await locations.find(ctx, transfer.fromLocationId)
      const parts = [{ lot: await arrivedLot(ctx, place, transfer, lot, part), quantity: part }]
      const reason = `Sent by ${from!.name}`
      const of = { witnessingId, transferId: transfer.id }
      await move(ctx, 'stock.transfer', place, MovementKind.TRANSFER_IN, reason, parts, null, of)
    }
    const received = part > 0 && { lastReceivedAt: ctx.now(), lastReceivedBy: requireViewer(ctx).userId }
    await saved.change(ctx, transfer, { differenceReason, ...received }, 'receive')
    return transfer.id
  })
  return getTransfer(ctx, id)
}

/**
 * Ends what is in transit and does not arrive: it comes back into the lot of the sender, or is written off there, so that
 * the loss stands in the books of whoever sent it.
 */
export async function returnTransfer(ctx: Context, input: ReturnTransferInput): Promise<StockTransferRow> {
  authorize(ctx, 'inventory:transfer')
  const id = await once(ctx, 'returnTransfer', repeatable(input), async (ctx) => {
    const { place, transfer, lot } = await lockInTransit(ctx, input, 'fromLocationId')
    const part = input.quantity == null ? transfer.inTransit : partOf(place, transfer, input.quantity)
    if (part === 0) throw badInput('quantity', 'Say how much comes back.')
    const witnessingId = await witnessingOf(ctx, place, input.witnessProof)
    const moved = (kind: MovementKind, quantity: number) =>
      move(ctx, 'stock.transfer', place, kind, input.reason, [{ lot, quantity }], null, {
        witnessingId,
        transferId: transfer.id,
      })
    await moved(MovementKind.TRANSFER_IN, part)
    if (input.to === ReturnTo.WRITE_OFF) await moved(MovementKind.WRITE_OFF, -part)
    await saved.change(ctx, transfer, {}, 'return')
    return transfer.id
  })
  return getTransfer(ctx, id)
}
