import type { Context } from '@vetgraph/kit/context'
import { signatureFrom } from '@vetgraph/kit/documents/signature'
import { transact } from '@vetgraph/kit/database/db'
import { conflict, notFound } from '@vetgraph/kit/errors'
import { asId } from '@vetgraph/kit/reads/refs'
import { dayOf } from '@vetgraph/kit/time'
import { eq } from 'drizzle-orm'
import { currentItems, keepAnswer } from '../estimates/accept.service.ts'
import { presentItem, saved } from '../estimates/estimate.service.ts'
import {
  type EstimateAnswerRow,
  estimateAnswers,
  EstimateDecision,
  type EstimateItemRow,
  type EstimateRow,
  estimates,
  EstimateStatus,
  type EstimateVersionRow,
  estimateVersions,
} from '../estimates/estimate.table.ts'
import { openEstimateLink } from '../estimates/mail.service.ts'
import { getLocation } from '../refs/refs.service.ts'
import type { AnswerLinkedEstimateInput, LinkedEstimate } from './estimate-link.types.ts'

interface Linked {
  estimate: EstimateRow
  version: EstimateVersionRow
  answer: EstimateAnswerRow | null
  items: EstimateItemRow[]
}

const findEstimate = async (ctx: Context, id: string) =>
  (await ctx.db.select().from(estimates).where(eq(estimates.id, id)))[0]!

/** The version of a link, which ends after its last day and with the next version. */
async function linkedBy(
  ctx: Context,
  token: string,
  read: (ctx: Context, id: string) => Promise<EstimateRow>,
): Promise<Linked> {
  const versionId = openEstimateLink(ctx, token)
  const [version] = await ctx.db
    .select()
    .from(estimateVersions)
    .where(eq(estimateVersions.id, asId(versionId)))
  if (!version) throw notFound('estimate', 'token')
  const estimate = await read(ctx, version.estimateId)
  if (estimate.revision !== version.number)
    throw conflict('This estimate was changed since: open the link of the latest e-mail, or call us.', {
      field: 'token',
      rule: 'estimate_changed',
    })
  const { timeZone } = await getLocation(ctx, estimate.locationId)
  if (version.validUntil < dayOf(ctx.now(), timeZone))
    throw conflict('This estimate has expired: call us, and we make another.', {
      field: 'token',
      status: EstimateStatus.EXPIRED,
    })
  const [answer] = await ctx.db
    .select()
    .from(estimateAnswers)
    .where(eq(estimateAnswers.versionId, version.id))
  return { estimate, version, answer: answer ?? null, items: await currentItems(ctx, estimate) }
}

/** Nothing of the household, nor of what was invoiced of it. */
function shown({ estimate, version, answer, items }: Linked): LinkedEstimate {
  const { title, note, validUntil, issuer, low, high } = version
  const { currency, status } = estimate
  return {
    title,
    note,
    validUntil,
    hospital: issuer.name,
    low: { amount: low, currency },
    high: { amount: high, currency },
    status,
    items: items.map((row) => presentItem(row, currency)),
    signedBy: answer?.signedBy ?? null,
  }
}

/**
 * The version that was mailed, with its answer once there is one (B12).
 * no authorization: the link is the right.
 */
export const openLinkedEstimate = async (ctx: Context, token: string): Promise<LinkedEstimate> =>
  shown(await linkedBy(ctx, token, findEstimate))

/** Whether it was answered so already, by this click or the one before. */
function isRepetition({ answer, items }: Linked, given: AnswerLinkedEstimateInput, signature: Buffer) {
  const accepted = items.flatMap(({ id, decision }) => (decision === EstimateDecision.ACCEPTED ? [id] : []))
  return (
    answer?.answeredBy === null &&
    answer.signedBy === given.signedBy &&
    answer.signature?.equals(signature) === true &&
    accepted.sort().join() === [...new Set(given.acceptedItemIds)].sort().join()
  )
}

/**
 * The answer of whoever has the link, signed as on the screen; it counts once, wherever else somebody answers (B12).
 * no authorization: the link is the right. no audit: `keepAnswer` leaves the entries.
 */
export async function answerByLink(ctx: Context, input: AnswerLinkedEstimateInput): Promise<LinkedEstimate> {
  const { token, acceptedItemIds, signedBy } = input
  const signature = signatureFrom(input.signature)
  return transact(ctx, async (ctx) => {
    const linked = await linkedBy(ctx, token, (ctx, id) => saved.lock(ctx, id))
    if (!isRepetition(linked, input, signature))
      await keepAnswer(ctx, linked.estimate, {
        acceptedItemIds,
        signedBy,
        signature,
        portal: false,
        answeredBy: null,
      })
    return shown(await linkedBy(ctx, token, findEstimate))
  })
}
