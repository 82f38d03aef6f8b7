import { createHash } from 'node:crypto'
import { auditRead } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { documentAddress, openAddress } from '@vetgraph/kit/documents/address'
import { notFound } from '@vetgraph/kit/errors'
import { sightOf } from '@vetgraph/kit/access/authorize'
import { dayOf } from '@vetgraph/kit/time'
import { plan } from '@vetgraph/kit/work/work'
import { asc, eq } from 'drizzle-orm'
import { isStatement, openStatement } from '../account-statements/statement.service.ts'
import { isDaySheet, openDaySheet } from '../day-sheets/day-sheet.service.ts'
import { isEstimate, openEstimate } from '../estimates/document.service.ts'
import { claimDocument } from '../insurance-claims/insurance-claim.pdf.ts'
import { findClaim } from '../insurance-claims/insurance-claim.service.ts'
import { insuranceClaimItems, insuranceClaims } from '../insurance-claims/insurance-claim.table.ts'
import type { InsuranceClaim } from '../insurance-claims/insurance-claim.types.ts'
import { isReceipt, openReceipt } from '../payments/receipt.service.ts'
import { getLocation } from '../refs/refs.service.ts'
import { creditNoteItems, creditNotes, documents } from './credit-note.table.ts'
import type { CreditNote } from './credit-note.types.ts'
import { creditNoteDocument, invoiceDocument } from './invoice.pdf.ts'
import { listRows } from './invoice-items.service.ts'
import { findInvoice } from './invoice.service.ts'
import { DocumentKind, invoices } from './invoice.table.ts'
import type { Invoice } from './invoice.types.ts'
import { printed } from './party.service.ts'

const work = 'store-document'

/** The PDF is stored as soon as the open transaction ends: it is made of frozen rows, and nobody waits for it. */
export const planDocument = (ctx: Context, kind: DocumentKind, id: string) =>
  plan(ctx, work, { kind, id }, { key: id })

const inFull = async (ctx: Context, id: string) => {
  const [invoice] = await ctx.db.select().from(invoices).where(eq(invoices.id, id))
  return invoice!
}

async function renderClaim(ctx: Context, id: string): Promise<Buffer> {
  const [claim] = await ctx.db.select().from(insuranceClaims).where(eq(insuranceClaims.id, id))
  const items = await ctx.db
    .select()
    .from(insuranceClaimItems)
    .where(eq(insuranceClaimItems.claimId, id))
    .orderBy(asc(insuranceClaimItems.position))
  const invoice = await inFull(ctx, claim!.invoiceId)
  return printed(ctx, invoice.locationId, claimDocument({ claim: claim!, items, invoice }))
}

async function render(ctx: Context, kind: DocumentKind, id: string): Promise<Buffer> {
  if (kind === DocumentKind.INVOICE) {
    const invoice = await inFull(ctx, id)
    const { timeZone } = await getLocation(ctx, invoice.locationId)
    return printed(
      ctx,
      invoice.locationId,
      invoiceDocument({
        invoice,
        items: await listRows(ctx, id),
        day: dayOf(invoice.finalisedAt!, timeZone),
      }),
    )
  }
  if (kind === DocumentKind.INSURANCE_CLAIM) return renderClaim(ctx, id)
  const [note] = await ctx.db.select().from(creditNotes).where(eq(creditNotes.id, id))
  const items = await ctx.db
    .select()
    .from(creditNoteItems)
    .where(eq(creditNoteItems.creditNoteId, id))
    .orderBy(asc(creditNoteItems.position))
  const { timeZone } = await getLocation(ctx, note!.locationId)
  const invoice = await inFull(ctx, note!.invoiceId)
  const day = dayOf(note!.createdAt, timeZone)
  return printed(ctx, note!.locationId, creditNoteDocument({ note: note!, items, invoice, day }))
}

const storedBody = async (ctx: Context, id: string) =>
  (await ctx.db.select({ body: documents.body }).from(documents).where(eq(documents.id, id)))[0]?.body

/**
 * The document as it was first made (B3): whoever is first stores it, and it is never made anew.
 * system: whoever calls it has checked that the viewer may see it; the work stores what was finalised.
 */
export async function bodyOf(ctx: Context, kind: DocumentKind, id: string): Promise<Buffer> {
  const before = await storedBody(ctx, id)
  if (before) return before
  const body = await render(ctx, kind, id)
  const sha256 = createHash('sha256').update(body).digest()
  await ctx.db
    .insert(documents)
    .values({ id, kind, sha256, body, createdAt: ctx.now() })
    .onConflictDoNothing({ target: documents.id })
  return (await storedBody(ctx, id))!
}

/**
 * Stores the PDF of what was finalised.
 * system: the work that its transaction planned.
 */
export async function storeDocument(ctx: Context, { kind, id }: { kind: DocumentKind; id: string }) {
  await bodyOf(ctx, kind, id)
}

export const fileName = (number: string) => `${number}.pdf`

/** Where the PDF of a finalised invoice is; null for what was never finalised, or before documents were kept. */
export function addressOfInvoice(ctx: Context, { id, number, issuer }: Invoice): string | null {
  if (!number || !issuer) return null
  return documentAddress(ctx, DocumentKind.INVOICE, id, fileName(number)).url
}

/** The address names the invoice too: who sees it, sees its credit notes. */
export const addressOfCreditNote = (ctx: Context, { id, number }: CreditNote): string =>
  documentAddress(ctx, DocumentKind.CREDIT_NOTE, id, fileName(number)).url

const claimFile = 'insurance-claim.pdf'

/** Where the PDF of a claim is; null for a draft. */
export const addressOfClaim = (
  ctx: Context,
  { id, submittedOn }: Pick<InsuranceClaim, 'id' | 'submittedOn'>,
): string | null =>
  submittedOn === null ? null : documentAddress(ctx, DocumentKind.INSURANCE_CLAIM, id, claimFile).url

async function openClaim(ctx: Context, id: string) {
  const claim = await findClaim(ctx, id)
  if (!claim?.submittedOn) throw notFound('document')
  const body = await bodyOf(ctx, DocumentKind.INSURANCE_CLAIM, id)
  await auditRead(ctx, 'insurance-claim.read-document', [{ entity: 'InsuranceClaim', entityId: id }])
  return { fileName: claimFile, body: body.toString('base64') }
}

/** The document of an address, for whoever may still see the invoice; it is audited. */
export async function openDocument(ctx: Context, address: string) {
  sightOf(ctx, 'invoice:read')
  const { kind, id } = openAddress(ctx, address)
  if (isReceipt(kind)) return openReceipt(ctx, kind, id)
  if (isDaySheet(kind)) return openDaySheet(ctx, id)
  if (isEstimate(kind)) return openEstimate(ctx, id)
  if (isStatement(kind)) return openStatement(ctx, id)
  if (kind === (DocumentKind.INSURANCE_CLAIM as string)) return openClaim(ctx, id)
  const isInvoice = kind === (DocumentKind.INVOICE as string)
  const [note] = isInvoice ? [] : await ctx.db.select().from(creditNotes).where(eq(creditNotes.id, id))
  const invoice = await findInvoice(ctx, note?.invoiceId ?? id)
  if (!invoice?.number) throw notFound('document')
  const name = fileName(note?.number ?? invoice.number)
  const body = await bodyOf(ctx, isInvoice ? DocumentKind.INVOICE : DocumentKind.CREDIT_NOTE, id)
  await auditRead(ctx, 'invoice.read-document', [
    { entity: 'Invoice', entityId: invoice.id, after: { fileName: name } },
  ])
  return { fileName: name, body: body.toString('base64') }
}
