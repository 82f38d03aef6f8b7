import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { addDays, addMinutes, dayOf } from '@vetgraph/kit/time'
import { eq } from 'drizzle-orm'
import type { InsurancePolicyRow } from '../insurance-policies/insurance-policy.table.ts'
import { type InvoiceItemRow, type InvoiceRow, InvoiceStatus } from '../invoices/invoice.table.ts'
import {
  type InsuranceClaimItemRow,
  insuranceClaimItems,
  type InsuranceClaimRow,
  insuranceClaims,
  InsuranceClaimStatus,
} from './insurance-claim.table.ts'

const day = 24 * 60
const insurers = ['Petsure', 'Harbour Mutual', 'Vier Pfoten Versicherung']

/** What becomes of the claims of a location, by the invoices of a few weeks ago, the latest first. */
const outcomes: ReadonlyArray<readonly [InvoiceStatus, InsuranceClaimStatus]> = [
  [InvoiceStatus.FINALISED, InsuranceClaimStatus.SUBMITTED],
  [InvoiceStatus.FINALISED, InsuranceClaimStatus.DRAFT],
  [InvoiceStatus.PAID, InsuranceClaimStatus.SETTLED],
  [InvoiceStatus.PAID, InsuranceClaimStatus.SUBMITTED],
  [InvoiceStatus.PAID, InsuranceClaimStatus.REJECTED],
  [InvoiceStatus.PAID, InsuranceClaimStatus.SETTLED],
]

const firstAge = 16
const lastAge = 110

/** Four of five parts are paid by the insurer, to whole units. */
const settledOf = (claimed: number) => Math.round((claimed * 0.8) / 100) * 100

/** Policies of some pets, and a claim in each state at each location; not of the portal's account. */
export function demoInsurance(
  plan: DemoPlan,
  { invoices, items }: { invoices: readonly InvoiceRow[]; items: readonly InvoiceItemRow[] },
  now: Date,
) {
  const portal = plan.owners[0]!.id
  const lines = new Map(items.map((item) => [item.invoiceId, item]))
  const rows = {
    policies: [] as InsurancePolicyRow[],
    claims: [] as InsuranceClaimRow[],
    claimItems: [] as InsuranceClaimItemRow[],
  }
  const isOfAge = ({ finalisedAt, ownerId, petId }: InvoiceRow) =>
    finalisedAt !== null &&
    petId !== null &&
    ownerId !== portal &&
    finalisedAt < addMinutes(now, -firstAge * day) &&
    finalisedAt > addMinutes(now, -lastAge * day)

  function claim(invoice: InvoiceRow, status: InsuranceClaimStatus, timeZone: string) {
    const { id: invoiceId, ownerId, petId, locationId, currency, finalisedAt } = invoice
    const number = rows.claims.length
    const createdAt = addMinutes(finalisedAt!, day)
    const policy: InsurancePolicyRow = {
      id: demoId('policy', number),
      petId: petId!,
      ownerId,
      insurer: insurers[number % insurers.length]!,
      number: `PV-${20_480 + number * 37}`,
      validFrom: addDays(invoice.suppliedOn, -200 - number),
      validUntil: number % 2 ? null : addDays(invoice.suppliedOn, 500),
      coverPercent: 80,
      excess: number % 2 ? null : 5000,
      excessCurrency: number % 2 ? null : currency,
      version: 1,
      createdAt: addMinutes(finalisedAt!, -100 * day),
      updatedAt: addMinutes(finalisedAt!, -100 * day),
    }
    rows.policies.push(policy)
    const line = lines.get(invoiceId)!
    const id = demoId('claim', number)
    const isDraft = status === InsuranceClaimStatus.DRAFT
    const isSettled = status === InsuranceClaimStatus.SETTLED
    const isRejected = status === InsuranceClaimStatus.REJECTED
    rows.claims.push({
      id,
      invoiceId,
      policyId: policy.id,
      ownerId,
      petId: petId!,
      locationId,
      currency,
      status,
      insurer: policy.insurer,
      policyNumber: policy.number,
      condition: 'Lame on the left hind leg since the day before, examined and treated',
      claimed: line.gross,
      submittedOn: isDraft ? null : dayOf(createdAt, timeZone),
      issuer: isDraft ? null : invoice.issuer,
      recipient: isDraft ? null : invoice.recipient,
      decidedAt: isSettled || isRejected ? addMinutes(createdAt, 12 * day) : null,
      settled: isSettled ? settledOf(line.gross) : null,
      paymentId: isSettled ? demoId('insurer payment', number) : null,
      rejectionReason: isRejected ? 'Known before the policy began' : null,
      version: 1,
      createdAt,
      updatedAt: createdAt,
    })
    const { description, petName, quantity, gross: amount } = line
    rows.claimItems.push({
      claimId: id,
      invoiceItemId: line.id,
      position: 1,
      description,
      petName,
      quantity,
      amount,
    })
  }

  for (const { id: locationId, timeZone } of plan.locations) {
    const free = invoices.filter((invoice) => invoice.locationId === locationId && isOfAge(invoice)).reverse()
    const insured = new Set<string>()
    for (const [wanted, status] of outcomes) {
      const invoice = free.find((each) => each.status === wanted && !insured.has(each.petId!))
      if (!invoice) continue
      insured.add(invoice.petId!)
      claim(invoice, status, timeZone)
    }
  }
  return rows
}

/** Claims begin as drafts, take their lines, are submitted and then decided, as the database demands. */
export async function loadClaims(
  ctx: Context,
  { claims, claimItems }: Pick<ReturnType<typeof demoInsurance>, 'claims' | 'claimItems'>,
) {
  const undecided = { decidedAt: null, settled: null, paymentId: null, rejectionReason: null }
  const unsubmitted = { submittedOn: null, issuer: null, recipient: null }
  const { DRAFT, SUBMITTED } = InsuranceClaimStatus
  await insertRows(
    ctx,
    insuranceClaims,
    claims.map((claim) => ({ ...claim, ...undecided, ...unsubmitted, status: DRAFT })),
  )
  await insertRows(ctx, insuranceClaimItems, claimItems)
  for (const claim of claims) {
    const isDecided = claim.decidedAt !== null
    const steps = isDecided ? [{ ...claim, ...undecided, status: SUBMITTED }, claim] : [claim]
    if (claim.status === DRAFT) continue
    for (const step of steps)
      await ctx.db.update(insuranceClaims).set(step).where(eq(insuranceClaims.id, claim.id))
  }
}
