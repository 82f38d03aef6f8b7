import type { Context } from '@vetgraph/kit/context'
import { documentAddress, type MadeDocument, slug } from '@vetgraph/kit/documents/address'
import { notFound } from '@vetgraph/kit/errors'
import { eq } from 'drizzle-orm'
import { getConsentForm } from './consent-form.service.ts'
import { consentFormDocuments } from './consent-form.table.ts'

export const consentForm = 'consent-form'

const fileName = (title: string) => `${slug(title)}.pdf`

/** The path of the PDF of a form that the viewer already sees; null if it was never signed. */
export const addressOfConsentForm = (
  ctx: Context,
  { id, title, signedAt }: { id: string; title: string; signedAt: Date | null },
): string | null => signedAt && documentAddress(ctx, consentForm, id, fileName(title)).url

/** The PDF as it was made when the form was signed, for whoever may still see the form. */
export async function makeConsentForm(ctx: Context, id: string): Promise<MadeDocument> {
  const { title } = await getConsentForm(ctx, id)
  const [kept] = await ctx.db.select().from(consentFormDocuments).where(eq(consentFormDocuments.id, id))
  if (!kept) throw notFound('document')
  return { entityId: id, fileName: fileName(title), render: () => Promise.resolve(kept.body) }
}
