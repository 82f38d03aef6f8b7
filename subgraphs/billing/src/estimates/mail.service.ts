import type { Context } from '@vetgraph/kit/context'
import { emit } from '@vetgraph/kit/contracts/events'
import { transact } from '@vetgraph/kit/database/db'
import { formatOf } from '@vetgraph/kit/documents/letter'
import { notFound } from '@vetgraph/kit/errors'
import { asId } from '@vetgraph/kit/reads/refs'
import { plan } from '@vetgraph/kit/work/work'
import { eq } from 'drizzle-orm'
import { fileName, pdfOf } from './document.service.ts'
import { rangeOf } from './estimate.pdf.ts'
import { estimates, estimateVersions } from './estimate.table.ts'

const purpose = 'estimate'

/** The link by which whoever has it answers this version, and nothing else (B12). */
export const sealEstimateLink = ({ linkSealer }: Pick<Context, 'linkSealer'>, versionId: string): string =>
  linkSealer.seal(versionId, purpose)

/** The version that a link opens; NOT_FOUND at `token` for one that the hospital has not written. */
export function openEstimateLink({ linkSealer }: Pick<Context, 'linkSealer'>, token: string): string {
  const versionId = linkSealer.open(token, purpose)
  if (versionId === null) throw notFound('estimate', 'token')
  return versionId
}

const work = 'mail-estimate'

/** The PDF is made after the open transaction: nobody at the desk waits for it. */
export const planMail = (ctx: Context, versionId: string) =>
  plan(ctx, work, { id: versionId }, { key: versionId })

/**
 * Mails a version that was sent: the PDF, and the link by which it is answered.
 * system: the work that its transaction planned. no audit: sending it was audited.
 */
export async function mailEstimate(ctx: Context, { id }: { id: string }) {
  const [found] = await ctx.db
    .select({ version: estimateVersions, estimate: estimates })
    .from(estimateVersions)
    .innerJoin(estimates, eq(estimates.id, estimateVersions.estimateId))
    .where(eq(estimateVersions.id, asId(id)))
  const { version, estimate } = found!
  const pdf = await pdfOf(ctx, estimate, version, null)
  const money = formatOf(estimate.currency)
  await transact(ctx, (ctx) =>
    emit(ctx, 'document.mailed', estimate.id, {
      id: version.id,
      template: 'estimate',
      to: version.sentTo!,
      name: version.recipient.name,
      token: sealEstimateLink(ctx, version.id),
      values: {
        hospital: version.issuer.name,
        title: version.title,
        total: rangeOf(money(version.low), money(version.high)),
        validUntil: version.validUntil,
      },
      attachment: { fileName: fileName(version.number), base64: pdf.toString('base64') },
    }),
  )
}
