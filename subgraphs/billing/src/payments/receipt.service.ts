import { auditRead } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { documentAddress } from '@vetgraph/kit/documents/address'
import { sightOf } from '@vetgraph/kit/access/authorize'
import { inArray } from 'drizzle-orm'
import { invoices } from '../invoices/invoice.table.ts'
import { partiesOf, printed } from '../invoices/party.service.ts'
import { getPayment, listAllocationsOf, listRefundsOf, unallocatedOf } from './payment.service.ts'
import { ReceiptPaper } from './payment.types.ts'
import { receiptDocument } from './receipt.pdf.ts'

/** The documents that receipts are, by their paper. */
const receipts: Readonly<Record<string, ReceiptPaper>> = {
  RECEIPT_A4: ReceiptPaper.A4,
  RECEIPT_ROLL: ReceiptPaper.ROLL,
}

export const isReceipt = (kind: string) => kind in receipts

const fileName = (id: string) => `receipt-${id.slice(-12)}.pdf`

/** The address of the receipt of a payment that the viewer already sees. */
export const addressOfReceipt = (ctx: Context, id: string, paper: ReceiptPaper): string =>
  documentAddress(ctx, `RECEIPT_${paper}`, id, fileName(id)).url

async function numbersOf(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await ctx.db
    .select({ id: invoices.id, number: invoices.number })
    .from(invoices)
    .where(inArray(invoices.id, [...ids]))
  return new Map(rows.map(({ id, number }) => [id, number!]))
}

/** The receipt of a payment as it stands, for whoever may still see the payment; it is audited. */
export async function openReceipt(ctx: Context, kind: string, id: string) {
  sightOf(ctx, 'invoice:read')
  const payment = await getPayment(ctx, id)
  const [allocations, refunds, unallocated, parties] = await Promise.all([
    listAllocationsOf(ctx, id),
    listRefundsOf(ctx, id),
    unallocatedOf(ctx, payment),
    partiesOf(ctx, payment),
  ])
  const numbers = await numbersOf(
    ctx,
    allocations.map(({ invoiceId }) => invoiceId),
  )
  const body = await printed(
    ctx,
    payment.locationId,
    receiptDocument({
      payment,
      paid: allocations.map(({ invoiceId, amount }) => ({ number: numbers.get(invoiceId)!, amount })),
      unallocated,
      refunds,
      parties,
      paper: receipts[kind]!,
    }),
  )
  await auditRead(ctx, 'payment.read-receipt', [{ entity: 'Payment', entityId: id }])
  return { fileName: fileName(id), body: body.toString('base64') }
}
