import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { asId } from '@vetgraph/kit/reads/refs'
import { dayOf } from '@vetgraph/kit/time'
import { eq, inArray, sum } from 'drizzle-orm'
import { planCreditCheck } from '../credit-stops/plan.service.ts'
import { getPolicy } from '../insurance-policies/insurance-policy.service.ts'
import { creditNoteItems } from '../invoices/credit-note.table.ts'
import { planDocument } from '../invoices/document.service.ts'
import { lockInvoice } from '../invoices/invoice-change.service.ts'
import { listRows } from '../invoices/invoice-items.service.ts'
import { findInvoice } from '../invoices/invoice.service.ts'
import { DocumentKind, type InvoiceItemRow, unreleased } from '../invoices/invoice.table.ts'
import type { Invoice } from '../invoices/invoice.types.ts'
import { partiesOf } from '../invoices/party.service.ts'
import { getLocation } from '../refs/refs.service.ts'
import { getClaim, lockClaim, saved, tell } from './insurance-claim.service.ts'
import {
  insuranceClaimItems,
  type InsuranceClaimRow,
  insuranceClaims,
  InsuranceClaimStatus,
} from './insurance-claim.table.ts'
import type { CreateInsuranceClaimInput } from './insurance-claim.types.ts'

/** What of the lines was credited before. */
async function creditedOf(ctx: Context, items: readonly InvoiceItemRow[]) {
  const rows = await ctx.db
    .select({
      id: creditNoteItems.invoiceItemId,
      quantity: sum(creditNoteItems.quantity).mapWith(Number),
      gross: sum(creditNoteItems.gross).mapWith(Number),
    })
    .from(creditNoteItems)
    .where(
      inArray(
        creditNoteItems.invoiceItemId,
        items.map(({ id }) => id),
      ),
    )
    .groupBy(creditNoteItems.invoiceItemId)
  return new Map(rows.map((row) => [row.id, row]))
}

async function draft(ctx: Context, input: CreateInsuranceClaimInput): Promise<string> {
  if (!(await findInvoice(ctx, asId(input.invoiceId)))) throw notFound('invoice', 'invoiceId')
  const invoice = await lockInvoice(ctx, input.invoiceId, 'insurance:write')
  if (unreleased.includes(invoice.status))
    throw conflict('Only a finalised invoice can be claimed.', { field: 'invoiceId', status: invoice.status })
  const policy = await getPolicy(ctx, input.policyId, 'policyId')
  const { id: policyId, petId, ownerId, insurer, number: policyNumber, validFrom, validUntil } = policy
  if (ownerId !== invoice.ownerId) throw notFound('policy of this client', 'policyId')
  if (invoice.suppliedOn < validFrom || (validUntil !== null && invoice.suppliedOn > validUntil))
    throw badInput('policyId', 'This policy was not valid on the day of supply.')
  if (input.itemIds.length === 0) throw badInput('itemIds', 'Choose what is claimed.')
  const rows = await listRows(ctx, invoice.id)
  const items = rows.filter(({ id }) => input.itemIds.includes(id))
  if (items.length < new Set(input.itemIds).size) throw notFound('line of this invoice', 'itemIds')
  if (items.some((item) => item.petId !== null && item.petId !== petId))
    throw badInput('itemIds', 'A line is for another pet than the insured one.')
  const credited = await creditedOf(ctx, items)
  const lines = items.map(({ id, description, petName, quantity, gross }) => ({
    invoiceItemId: id,
    description,
    petName,
    quantity: quantity - (credited.get(id)?.quantity ?? 0),
    amount: gross - (credited.get(id)?.gross ?? 0),
  }))
  if (lines.some(({ quantity, amount }) => quantity <= 0 || amount <= 0))
    throw badInput('itemIds', 'Of a line nothing is left to claim.')
  const { locationId, currency } = invoice
  const { id: claimId } = await saved.add(ctx, {
    invoiceId: invoice.id,
    policyId,
    ownerId,
    petId,
    locationId,
    currency,
    status: InsuranceClaimStatus.DRAFT,
    insurer,
    policyNumber,
    condition: input.condition,
    claimed: lines.reduce((total, { amount }) => total + amount, 0),
  })
  await ctx.db
    .insert(insuranceClaimItems)
    .values(lines.map((line, place) => ({ ...line, claimId, position: place + 1 })))
  await planCreditCheck(ctx, [ownerId])
  return claimId
}

/** Drafts a claim of lines of a finalised invoice; from then on they cannot be credited (B14). */
export async function createInsuranceClaim(
  ctx: Context,
  input: CreateInsuranceClaimInput,
): Promise<InsuranceClaimRow> {
  authorize(ctx, 'insurance:write')
  const id = await once(ctx, 'insurance-claim.create', input, (ctx) => draft(ctx, input))
  return getClaim(ctx, id)
}

/** The draft as it was seen. */
async function lockDraft(ctx: Context, id: string, version: number): Promise<InsuranceClaimRow> {
  const claim = await lockClaim(ctx, id, version)
  if (claim.status !== InsuranceClaimStatus.DRAFT)
    throw conflict('This claim was submitted already.', { field: 'id', status: claim.status })
  return claim
}

/** Freezes a claim as it goes to the insurer, and stores its PDF with its hash (B3, B14). */
export async function submitInsuranceClaim(
  ctx: Context,
  id: string,
  version: number,
): Promise<InsuranceClaimRow> {
  authorize(ctx, 'insurance:write')
  const seen = await getClaim(ctx, id)
  const parties = await partiesOf(ctx, seen)
  await transact(ctx, async (ctx) => {
    const claim = await lockDraft(ctx, id, version)
    const { timeZone } = await getLocation(ctx, claim.locationId)
    await saved.change(
      ctx,
      claim,
      { status: InsuranceClaimStatus.SUBMITTED, submittedOn: dayOf(ctx.now(), timeZone), ...parties },
      'submit',
    )
    await planDocument(ctx, DocumentKind.INSURANCE_CLAIM, claim.id)
  })
  return getClaim(ctx, id)
}

/** Deletes a draft that is not to be submitted; its lines are free again. */
export async function discardInsuranceClaim(ctx: Context, id: string, version: number): Promise<Invoice> {
  authorize(ctx, 'insurance:write')
  const invoiceId = await transact(ctx, async (ctx) => {
    const claim = await lockDraft(ctx, id, version)
    await ctx.db.delete(insuranceClaimItems).where(eq(insuranceClaimItems.claimId, claim.id))
    await ctx.db.delete(insuranceClaims).where(eq(insuranceClaims.id, claim.id))
    await audit(ctx, 'insurance-claim.discard', {
      entity: 'InsuranceClaim',
      entityId: claim.id,
      before: claim,
    })
    await tell(ctx, claim)
    return claim.invoiceId
  })
  return (await findInvoice(ctx, invoiceId))!
}
