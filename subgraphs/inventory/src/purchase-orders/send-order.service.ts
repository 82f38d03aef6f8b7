import type { Context } from '@vetgraph/kit/context'
import { authorize, requireViewer } from '@vetgraph/kit/access/authorize'
import { emit } from '@vetgraph/kit/contracts/events'
import { documentAddress, openAddress } from '@vetgraph/kit/documents/address'
import type { Party } from '@vetgraph/kit/documents/letter'
import { formatOf } from '@vetgraph/kit/documents/letter'
import { renderPdf } from '@vetgraph/kit/documents/pdf'
import { conflict, notFound, unavailable } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { asId } from '@vetgraph/kit/reads/refs'
import { dayOf } from '@vetgraph/kit/time'
import { auditRead } from '@vetgraph/kit/work/audit'
import { once } from '@vetgraph/kit/work/idempotency'
import { asc, eq, sql } from 'drizzle-orm'
import { isRegister, openRegister } from '../controlled-registers/document.service.ts'
import { inventoryItems } from '../inventory-items/inventory-item.table.ts'
import { locations } from '../refs/refs.service.ts'
import { getSupplier } from '../suppliers/supplier.service.ts'
import { lockOrder, saved } from './change-order.service.ts'
import { orderDocument } from './purchase-order.pdf.ts'
import { findOrder, getOrder } from './purchase-order.service.ts'
import { purchaseOrderLines, type PurchaseOrderRow, purchaseOrderSeries } from './purchase-order.table.ts'
import type { SendPurchaseOrderInput } from './purchase-order.types.ts'

const kindOfDocument = 'PURCHASE_ORDER'
const digits = 6

/** The next number of the year; the row is held until the transaction ends, so that no number is left out. */
async function nextNumber(ctx: Context, year: number): Promise<string> {
  const [series] = await ctx.db
    .insert(purchaseOrderSeries)
    .values({ year, last: 1 })
    .onConflictDoUpdate({
      target: purchaseOrderSeries.year,
      set: { last: sql`${purchaseOrderSeries.last} + 1` },
    })
    .returning()
  return `PO-${year}-${String(series!.last).padStart(digits, '0')}`
}

const linesIn = (text: string | null) => (text ? text.split('\n').filter((line) => line.trim()) : [])

/** Who orders: the hospital and its location, by the address of this moment. */
async function issuerOf(ctx: Context, locationId: string): Promise<Party> {
  const [location] = await ctx.askPeer('Location', [locationId], 'id name address phone hospitalName')
  if (!location) throw unavailable()
  const { name, address, phone, hospitalName } = location as unknown as Record<
    'name' | 'address' | 'phone' | 'hospitalName',
    string | null
  >
  const lines = [hospitalName ? name : null, ...linesIn(address), phone]
  return { name: (hospitalName ?? name)!, lines: lines.flatMap((line) => line ?? []) }
}

/** The PDF of an order that was sent, made of its frozen rows. */
async function bodyOf(ctx: Context, order: PurchaseOrderRow): Promise<Buffer> {
  const rows = await ctx.db
    .select({ line: purchaseOrderLines, unit: inventoryItems.unit })
    .from(purchaseOrderLines)
    .innerJoin(inventoryItems, eq(inventoryItems.id, purchaseOrderLines.itemId))
    .where(eq(purchaseOrderLines.orderId, order.id))
    .orderBy(asc(purchaseOrderLines.position))
  const location = await locations.find(ctx, order.locationId)
  const { customerNumber } = await getSupplier(ctx, order.supplierId)
  return renderPdf(
    orderDocument({
      order,
      lines: rows.map(({ line, unit }) => ({ ...line, unit })),
      customerNumber,
      day: dayOf(order.sentAt!, location!.timeZone),
    }),
  )
}

const fileName = (number: string) => `${number}.pdf`

/** Sends a draft, by e-mail or by noting that it was ordered otherwise; from then on it is frozen (I7). */
export async function sendPurchaseOrder(
  ctx: Context,
  input: SendPurchaseOrderInput,
): Promise<PurchaseOrderRow> {
  authorize(ctx, 'purchase-order:write')
  const { locationId } = await getOrder(ctx, asId(input.id))
  const issuer = await issuerOf(ctx, locationId)
  const id = await once(ctx, 'sendPurchaseOrder', input, async (ctx) => {
    const before = await lockOrder(ctx, input.id, input.version)
    const supplier = await getSupplier(ctx, before.supplierId)
    if (before.sentAt) throw conflict('This order was sent already.', { field: 'id', number: before.number })
    if (!supplier.active) throw conflict(`${supplier.name} is retired.`, { field: 'id' })
    if (input.byEmail && !supplier.email)
      throw conflict(`${supplier.name} has no e-mail address.`, { field: 'byEmail' })
    const location = await locations.find(ctx, before.locationId)
    const now = ctx.now()
    const order = await saved.change(
      ctx,
      before,
      {
        number: await nextNumber(ctx, Number(dayOf(now, location!.timeZone).slice(0, 4))),
        sentAt: now,
        sentBy: requireViewer(ctx).userId,
        sentTo: input.byEmail ? supplier.email : null,
        issuer,
        recipient: { name: supplier.name, lines: linesIn(supplier.address) },
      },
      'send',
    )
    if (order.sentTo) await mail(ctx, order)
    return order.id
  })
  return getOrder(ctx, id)
}

async function mail(ctx: Context, order: PurchaseOrderRow) {
  const pdf = await bodyOf(ctx, order)
  await emit(ctx, 'purchase-order.mailed', order.id, {
    id: newId(),
    template: 'purchase-order',
    to: order.sentTo!,
    name: order.recipient!.name,
    values: {
      hospital: order.issuer!.name,
      number: order.number!,
      total: formatOf(order.currency)(order.total),
    },
    attachment: { fileName: fileName(order.number!), base64: pdf.toString('base64') },
  })
}

/** Where the PDF of an order is that the viewer already sees; null for a draft. */
export const addressOfOrder = (ctx: Context, { id, number }: { id: string; number: string | null }) =>
  number ? documentAddress(ctx, kindOfDocument, id, fileName(number)).url : null

/** The document of an address, for whoever may still see the order; it is audited. */
export async function openDocument(ctx: Context, address: string) {
  authorize(ctx, 'inventory:read')
  const { kind, id } = openAddress(ctx, address)
  if (isRegister(kind)) return openRegister(ctx, id)
  const order = kind === kindOfDocument ? await findOrder(ctx, id) : null
  if (!order?.number) throw notFound('document')

  const body = await bodyOf(ctx, order)
  await auditRead(ctx, 'purchase-order.read-document', [{ entity: 'PurchaseOrder', entityId: order.id }])
  return { fileName: fileName(order.number), body: body.toString('base64') }
}
