import { auditRead } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { documentAddress } from '@vetgraph/kit/documents/address'
import { notFound } from '@vetgraph/kit/errors'
import { sightOf } from '@vetgraph/kit/access/authorize'
import { dayOf } from '@vetgraph/kit/time'
import { eq } from 'drizzle-orm'
import { printed } from '../invoices/party.service.ts'
import { getLocation } from '../refs/refs.service.ts'
import { estimateDocument } from './estimate.pdf.ts'
import { findEstimate, rowsOf } from './estimate.service.ts'
import {
  type EstimateAnswerRow,
  estimateAnswers,
  type EstimateRow,
  type EstimateVersionRow,
  estimateVersions,
} from './estimate.table.ts'

const kindOfDocument = 'ESTIMATE'

export const isEstimate = (kind: string) => kind === kindOfDocument

export const fileName = (number: number) => `estimate-version-${number}.pdf`

/** The address of the PDF of a version that the viewer already sees. */
export const addressOfVersion = (ctx: Context, { id, number }: { id: string; number: number }): string =>
  documentAddress(ctx, kindOfDocument, id, fileName(number)).url

/** A version as PDF, with its answer once there is one. */
export async function pdfOf(
  ctx: Context,
  { id, locationId, currency }: EstimateRow,
  version: EstimateVersionRow,
  answer: EstimateAnswerRow | null,
): Promise<Buffer> {
  const { timeZone } = await getLocation(ctx, locationId)
  return printed(
    ctx,
    locationId,
    estimateDocument({
      version,
      currency,
      items: await rowsOf(ctx, id, version.number),
      answer,
      sentOn: dayOf(version.sentAt, timeZone),
      answeredOn: answer && dayOf(answer.answeredAt, timeZone),
    }),
  )
}

/** The PDF of a version, for whoever may still see the estimate; it is audited. */
export async function openEstimate(ctx: Context, versionId: string) {
  sightOf(ctx, 'invoice:read')
  const [found] = await ctx.db
    .select()
    .from(estimateVersions)
    .leftJoin(estimateAnswers, eq(estimateAnswers.versionId, estimateVersions.id))
    .where(eq(estimateVersions.id, versionId))
  const estimate = found && (await findEstimate(ctx, found.estimate_versions.estimateId))
  if (!estimate) throw notFound('document')
  const { estimate_versions: version, estimate_answers: answer } = found
  const body = await pdfOf(ctx, estimate, version, answer)
  await auditRead(ctx, 'estimate.read-document', [{ entity: 'Estimate', entityId: estimate.id }])
  return { fileName: fileName(version.number), body: body.toString('base64') }
}
