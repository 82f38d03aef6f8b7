import type { Context } from '@vetgraph/kit/context'
import { emit } from '@vetgraph/kit/contracts/events'
import { conflict, notFound, stale } from '@vetgraph/kit/errors'
import { signal } from '@vetgraph/kit/work/signals'
import type { Permission } from '@vetgraph/kit/contracts/permissions'
import { can, authorize, requireViewer } from '@vetgraph/kit/access/authorize'
import { writing } from '@vetgraph/kit/work/writing'
import { type InvoiceSignal, invoiceTopic } from './invoice.service.ts'
import { type InvoiceRow, invoices, InvoiceStatus } from './invoice.table.ts'
import type { InvoiceChangeKind } from './invoice.types.ts'

/** Notifies open screens, and scheduling, whose calendar shows the invoice total of an appointment. */
export async function announce(ctx: Context, kind: `${InvoiceChangeKind}`, invoice: InvoiceRow) {
  const { id: invoiceId, ownerId, locationId, status, appointmentId } = invoice
  await emit(ctx, 'invoice.changed', appointmentId ?? invoiceId, { id: invoiceId, appointmentId })
  const change = { kind, invoiceId, ownerId, locationId, status, at: ctx.now().toISOString() }
  await signal(ctx, invoiceTopic, change satisfies { [Key in keyof InvoiceSignal]: unknown })
}

export const saved = writing({
  table: invoices,
  type: 'Invoice',
  noun: 'invoice',
  values: (invoice) => invoice,
  announce: (ctx, invoice) => announce(ctx, 'UPDATED', invoice),
})

/** The invoice, kept from others until the transaction ends; NOT_FOUND where the viewer may see none (AU6). */
export async function lockInvoice(ctx: Context, id: string, permission: Permission): Promise<InvoiceRow> {
  const invoice = await saved.lock(ctx, id)
  if (!can(requireViewer(ctx), 'invoice:read', invoice.locationId)) throw notFound('invoice', 'id')
  authorize(ctx, permission, invoice.locationId)
  return invoice
}

/** The draft as it was seen. */
export async function lockDraft(
  ctx: Context,
  { id, version: seen }: { id: string; version: number },
  permission: Permission,
): Promise<InvoiceRow> {
  const invoice = await lockInvoice(ctx, id, permission)
  const { status, version } = invoice
  if (status !== InvoiceStatus.DRAFT) {
    throw conflict('This invoice is not a draft any more.', { field: 'id', status })
  }
  if (version !== seen) throw stale(invoice, version)
  return invoice
}
