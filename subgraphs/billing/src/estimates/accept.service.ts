import { audit } from '@vetgraph/kit/work/audit'
import { signatureFrom } from '@vetgraph/kit/documents/signature'
import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize, requireViewer, sightOf } from '@vetgraph/kit/access/authorize'
import { dayOf } from '@vetgraph/kit/time'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { ownHousehold } from '../invoices/invoice.service.ts'
import { invoiceOf } from '../invoices/invoice-items.service.ts'
import { getLocation } from '../refs/refs.service.ts'
import type { AcceptEstimateInput } from './estimate.inputs.ts'
import { getEstimate, lockEstimate, saved } from './estimate.service.ts'
import {
  estimateAnswers,
  EstimateDecision,
  type EstimateItemRow,
  estimateItems,
  type EstimateRow,
  EstimateStatus,
  estimateVersions,
} from './estimate.table.ts'

/** The lines of the latest version, read after it was locked. */
export const currentItems = (ctx: Context, { id, revision }: EstimateRow): Promise<EstimateItemRow[]> =>
  ctx.db
    .select()
    .from(estimateItems)
    .where(and(eq(estimateItems.estimateId, id), eq(estimateItems.revision, revision)))
    .orderBy(asc(estimateItems.position))

/** Whether the viewer answers for the own household; staff need the right at the location. */
function isAnsweredByOwner(ctx: Context, { ownerId, locationId }: EstimateRow): boolean {
  if (ownHousehold(requireViewer(ctx)) === ownerId) return true
  authorize(ctx, 'estimate:write', locationId)
  return false
}

async function decide(ctx: Context, items: readonly EstimateItemRow[], decision: EstimateDecision) {
  if (items.length === 0) return
  await ctx.db
    .update(estimateItems)
    .set({ decision })
    .where(
      inArray(
        estimateItems.id,
        items.map(({ id }) => id),
      ),
    )
}

interface Answer {
  acceptedItemIds: readonly string[]
  signedBy: string
  signature: Buffer | null
  portal: boolean
  /** Null for whoever has the link. */
  answeredBy: string | null
}

/** Keeps the answer to the version of a locked estimate that waits for one, line by line (B12). */
export async function keepAnswer(
  ctx: Context,
  estimate: EstimateRow,
  { acceptedItemIds, ...given }: Answer,
): Promise<EstimateRow> {
  const { id, status, validUntil, currency, revision } = estimate
  if (status !== EstimateStatus.SENT)
    throw conflict('This estimate does not wait for an answer.', { field: 'id', status })
  const { timeZone } = await getLocation(ctx, estimate.locationId)
  if (validUntil < dayOf(ctx.now(), timeZone))
    throw conflict('This estimate has expired.', { field: 'id', status: EstimateStatus.EXPIRED })
  const items = await currentItems(ctx, estimate)
  const wanted = new Set(acceptedItemIds)
  const accepted = items.filter((item) => wanted.has(item.id))
  if (accepted.length < wanted.size) throw notFound('line of this estimate', 'acceptedItemIds')
  const [version] = await ctx.db
    .select()
    .from(estimateVersions)
    .where(and(eq(estimateVersions.estimateId, id), eq(estimateVersions.number, revision)))
  const { signature, ...answer } = { ...given, versionId: version!.id, answeredAt: ctx.now() }
  await ctx.db.insert(estimateAnswers).values({ ...answer, signature })
  await decide(ctx, accepted, EstimateDecision.ACCEPTED)
  await decide(
    ctx,
    items.filter((item) => !wanted.has(item.id)),
    EstimateDecision.DECLINED,
  )
  await audit(ctx, 'estimate.answer', {
    entity: 'Estimate',
    entityId: id,
    after: { ...answer, accepted: accepted.map(({ description }) => description) },
  })
  const most = accepted.map((item) => ({ ...item, needsPrice: false }))
  return saved.change(
    ctx,
    estimate,
    accepted.length > 0
      ? {
          status: EstimateStatus.ACCEPTED,
          acceptedHigh: invoiceOf('', most, currency, null).sums.total,
        }
      : { status: EstimateStatus.DECLINED },
    accepted.length > 0 ? 'accept' : 'decline',
  )
}

async function accept(ctx: Context, input: AcceptEstimateInput): Promise<string> {
  const estimate = await lockEstimate(ctx, input.id, input.version)
  const portal = isAnsweredByOwner(ctx, estimate)
  const { acceptedItemIds, signedBy } = input
  const signature = input.signature ? signatureFrom(input.signature) : null
  if (!portal && !signature) throw badInput('signature', 'The owner signs on the screen.')
  const answeredBy = requireViewer(ctx).userId
  const given = { acceptedItemIds, signedBy, signature, portal, answeredBy }
  return (await keepAnswer(ctx, estimate, given)).id
}

/** The owner's answer, line by line: signed on the screen at the desk, or given in the portal (B12, MR11). */
export async function acceptEstimate(ctx: Context, input: AcceptEstimateInput): Promise<EstimateRow> {
  sightOf(ctx, 'invoice:read')
  const id = await once(ctx, 'estimate.accept', input, (ctx) => accept(ctx, input))
  return getEstimate(ctx, id)
}
