import { hashOf, newSecret } from '@vetgraph/kit/access/secret'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize, can, requireViewer } from '@vetgraph/kit/access/authorize'
import { addMinutes } from '@vetgraph/kit/time'
import { writing } from '@vetgraph/kit/work/writing'
import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { findInvoice } from '../invoices/invoice.service.ts'
import { type InvoiceRow, invoices, InvoiceStatus, unreleased } from '../invoices/invoice.table.ts'
import { openClaimsOf } from '../insurance-claims/gap.service.ts'
import { duesOf } from '../ledger/account.service.ts'
import { type PayLinkRow, payLinks } from './online-payment.table.ts'
import { currentProvider } from './provider.ts'

/** For how many days a link is good. */
export const linkDays = 14

const maxOpen = 20

const saved = writing({
  table: payLinks,
  type: 'PayLink',
  noun: 'link',
  values: ({ invoiceId, expiresAt, revokedAt }) => ({ invoiceId, expiresAt, revokedAt }),
})

/** The address of a link, which nobody can find out again. */
export const addressOfLink = ({ settings }: Context, token: string) => `${settings.publicUrl}/pay#${token}`

/** Makes a link by which whoever has it can pay one invoice, and nothing else (P4). */
export async function createPayLink(ctx: Context, invoiceId: string) {
  authorize(ctx, 'payment:take')
  const invoice = await findInvoice(ctx, invoiceId)
  if (!invoice) throw notFound('invoice', 'invoiceId')
  authorize(ctx, 'payment:take', invoice.locationId)
  const token = newSecret()
  const id = await once(ctx, 'pay-link.create', { invoiceId }, async (ctx) => {
    currentProvider(ctx)
    if (invoice.status !== InvoiceStatus.FINALISED)
      throw badInput('invoiceId', 'Only a finalised invoice that is not paid has a link.')
    const link = await saved.add(ctx, {
      invoiceId: invoice.id,
      hash: hashOf(token),
      expiresAt: addMinutes(ctx.now(), linkDays * 24 * 60),
      createdBy: requireViewer(ctx).userId,
    })
    return link.id
  })
  const [link] = await ctx.db.select().from(payLinks).where(eq(payLinks.id, id))
  return { ...link!, url: link!.hash === hashOf(token) ? addressOfLink(ctx, token) : null }
}

/** Takes a link back; whoever follows it finds nothing. */
export async function revokePayLink(ctx: Context, id: string): Promise<PayLinkRow> {
  authorize(ctx, 'payment:take')
  return transact(ctx, async (ctx) => {
    const link = await saved.lock(ctx, id)
    const invoice = await findInvoice(ctx, link.invoiceId)
    if (!invoice) throw notFound('link', 'id')
    authorize(ctx, 'payment:take', invoice.locationId)
    return link.revokedAt ? link : saved.change(ctx, link, { revokedAt: ctx.now() }, 'revoke')
  })
}

/** The links of an invoice that are good; for those only who may make them. */
export async function listPayLinks(
  ctx: Context,
  { id, locationId }: Pick<InvoiceRow, 'id' | 'locationId'>,
): Promise<PayLinkRow[]> {
  if (!can(ctx.viewer, 'payment:take', locationId)) return []
  return ctx.db
    .select()
    .from(payLinks)
    .where(and(eq(payLinks.invoiceId, id), isNull(payLinks.revokedAt), gt(payLinks.expiresAt, ctx.now())))
    .orderBy(desc(payLinks.createdAt))
    .limit(maxOpen)
}

/** The one invoice that a link opens. */
export async function invoiceByLink(ctx: Context, token: string) {
  const [found] = await ctx.db
    .select({ link: payLinks, invoice: invoices })
    .from(payLinks)
    .innerJoin(invoices, eq(invoices.id, payLinks.invoiceId))
    .where(
      and(eq(payLinks.hash, hashOf(token)), isNull(payLinks.revokedAt), gt(payLinks.expiresAt, ctx.now())),
    )
  if (!found || unreleased.includes(found.invoice.status)) throw notFound('link', 'token')
  return found
}

/**
 * What whoever has a link sees: the number, who issued it, and what is to be paid now; nothing of the household (P4).
 * no authorization: the link is the right.
 */
export async function openPayLink(ctx: Context, token: string) {
  const { link, invoice } = await invoiceByLink(ctx, token)
  const due = (await duesOf(ctx, [invoice.id])).get(invoice.id) ?? 0
  const gap = Math.max(0, due - (await openClaimsOf(ctx, invoice.id)))
  return {
    number: invoice.number!,
    hospital: invoice.issuer?.name ?? null,
    due: { amount: gap, currency: invoice.currency },
    expiresAt: link.expiresAt,
  }
}
