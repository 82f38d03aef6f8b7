import { audit } from '@vetgraph/kit/work/audit'
import { type Context, systemViewer } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { requireViewer, sightOf } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { and, eq } from 'drizzle-orm'
import { openClaimsOf } from '../insurance-claims/gap.service.ts'
import { ownHousehold } from '../invoices/invoice.service.ts'
import { type InvoiceRow, invoices, InvoiceStatus } from '../invoices/invoice.table.ts'
import { duesOf, lockAccount } from '../ledger/account.service.ts'
import { type OnlinePaymentRow, onlinePayments, OnlinePaymentStatus } from './online-payment.table.ts'
import type { StartOnlinePaymentInput } from './online-payment.types.ts'
import { addressOfLink, invoiceByLink } from './pay-link.service.ts'
import type { PaymentProvider } from './payment-provider.ts'
import { currentProvider } from './provider.ts'
import { closeCharge } from './reconcile.service.ts'

interface Wanted {
  invoice: InvoiceRow
  payLinkId: string | null
  returnUrl: string
}

/** The invoice that the link opens, or one of the viewer's own household. */
async function wantedBy(ctx: Context, { invoiceId, token }: StartOnlinePaymentInput): Promise<Wanted> {
  if (token) {
    if (invoiceId) throw badInput('invoiceId', 'A link names its invoice itself.')
    const { link, invoice } = await invoiceByLink(ctx, token)
    return { invoice, payLinkId: link.id, returnUrl: addressOfLink(ctx, token) }
  }
  sightOf(ctx, 'invoice:read')
  const [invoice] = await ctx.db
    .select()
    .from(invoices)
    .where(eq(invoices.id, asId(invoiceId ?? '')))
  if (!invoice || invoice.ownerId !== ownHousehold(requireViewer(ctx))) throw notFound('invoice', 'invoiceId')
  return { invoice, payLinkId: null, returnUrl: `${ctx.settings.publicUrl}/my-payments` }
}

interface Opened {
  row: OnlinePaymentRow
  /** Whether something else is due by now, or another provider takes the money. */
  isOutdated: boolean
}

/** One charge at a time: whoever comes back gets the open one. */
async function openCharge(
  ctx: Context,
  { invoice, payLinkId }: Wanted,
  { name, checkAmount }: PaymentProvider,
): Promise<Opened> {
  const { id: invoiceId, ownerId, locationId, currency } = invoice
  await lockAccount(ctx, ownerId)
  const whole = (await duesOf(ctx, [invoiceId])).get(invoiceId) ?? 0
  if (whole <= 0) throw conflict('This invoice is paid.', { field: 'invoiceId', status: InvoiceStatus.PAID })
  const due = whole - (await openClaimsOf(ctx, invoiceId))
  if (due <= 0) throw conflict('An insurer is asked to pay the rest of this invoice.', { field: 'invoiceId' })
  const [open] = await ctx.db
    .select()
    .from(onlinePayments)
    .where(
      and(eq(onlinePayments.invoiceId, invoiceId), eq(onlinePayments.status, OnlinePaymentStatus.STARTED)),
    )
    .for('update')
  if (open) return { row: open, isOutdated: open.amount !== due || open.provider !== name }
  checkAmount(due, currency, 'invoiceId')
  const now = ctx.now()
  const [row] = await ctx.db
    .insert(onlinePayments)
    .values({
      id: newId(),
      invoiceId,
      ownerId,
      locationId,
      currency,
      amount: due,
      provider: name,
      status: OnlinePaymentStatus.STARTED,
      payLinkId,
      version: 1,
      createdAt: now,
      updatedAt: now,
    })
    .returning()
  await audit({ ...ctx, viewer: ctx.viewer ?? systemViewer }, 'online-payment.start', {
    entity: 'Invoice',
    entityId: invoiceId,
    after: { amount: due, currency, payLinkId },
  })
  return { row: row!, isOutdated: false }
}

const beingPaid = () => conflict('Somebody is paying this invoice right now.', { field: 'invoiceId' })

/** The charge of what is due now; one of another amount is ended at its provider first. */
async function currentCharge(ctx: Context, wanted: Wanted, provider: PaymentProvider) {
  const opened = () => transact(ctx, (ctx) => openCharge(ctx, wanted, provider))
  const first = await opened()
  if (!first.isOutdated) return first.row
  await closeCharge(ctx, first.row)
  const second = await opened()
  if (second.isOutdated) throw beingPaid()
  return second.row
}

/** Asks the provider for the charge, and keeps by which id it knows it. */
async function startedAt(
  provider: PaymentProvider,
  ctx: Context,
  row: OnlinePaymentRow,
  description: string,
) {
  const { id, amount, currency } = row
  const chargeId = await provider.start(ctx, { id, amount, currency, description })
  const kept = await ctx.db
    .update(onlinePayments)
    .set({ chargeId })
    .where(and(eq(onlinePayments.id, id), eq(onlinePayments.status, OnlinePaymentStatus.STARTED)))
    .returning({ id: onlinePayments.id })
  // It was ended meanwhile, and nobody may pay it.
  if (kept.length === 0) throw beingPaid()
  return chargeId
}

/**
 * Begins to pay what is due on one invoice and is not claimed from an insurer; the answer is where the provider takes the money. The provider is asked after
 * the transaction, under the id of the row, so that nothing is charged twice however often this is tried (B7).
 */
export async function startOnlinePayment(ctx: Context, input: StartOnlinePaymentInput) {
  const wanted = await wantedBy(ctx, input)
  const provider = currentProvider(ctx)
  const { invoice, returnUrl } = wanted
  if (invoice.status === InvoiceStatus.DRAFT || invoice.status === InvoiceStatus.VOID)
    throw notFound('invoice', 'invoiceId')
  const row = await currentCharge(ctx, wanted, provider)
  const { id, amount, currency } = row
  const chargeId = row.chargeId ?? (await startedAt(provider, ctx, row, `Invoice ${invoice.number}`))
  return { id, amount: { amount, currency }, url: provider.pageOf(ctx, chargeId, returnUrl) }
}
