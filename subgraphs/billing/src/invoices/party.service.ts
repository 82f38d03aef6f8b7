import type { Party } from '@vetgraph/kit/documents/letter'
import type { Context } from '@vetgraph/kit/context'
import { type PdfDocument, renderPdf } from '@vetgraph/kit/documents/pdf'
import { unavailable } from '@vetgraph/kit/errors'

interface LocationAnswer {
  name: string
  address: string
  phone: string | null
  vatNumber: string | null
  bankAccount: string | null
  hospitalName: string | null
}

interface OwnerAnswer {
  name: string
  email: string | null
  address: Record<'street' | 'city' | 'region' | 'postalCode' | 'country', string | null> | null
}

const present = (lines: ReadonlyArray<string | null | undefined>) =>
  lines.flatMap((line) => (line ? [line] : []))

function recipientFrom({ name, address }: OwnerAnswer): Party {
  const { street, city, region, postalCode, country } = address ?? {}
  return {
    name,
    lines: present([street, present([postalCode, city]).join(' '), region, country]),
  }
}

function issuerFrom(location: LocationAnswer): Party {
  const { name, address, phone, vatNumber, bankAccount, hospitalName } = location
  return {
    name: hospitalName ?? name,
    lines: present([
      hospitalName ? name : null,
      ...address.split('\n'),
      phone,
      vatNumber && `VAT ${vatNumber}`,
      bankAccount,
    ]),
  }
}

const askLocation = async (ctx: Context, locationId: string) =>
  (await ctx.askPeer('Location', [locationId], 'id name address phone vatNumber bankAccount hospitalName'))[0]

/** Whom a document of a location comes from, by its name and address of this moment. */
export async function issuerOf(ctx: Context, locationId: string): Promise<Party> {
  const location = await askLocation(ctx, locationId)
  if (!location) throw unavailable()
  return issuerFrom(location as unknown as LocationAnswer)
}

interface Parties {
  issuer: Party
  recipient: Party
}

/** Who issues a document and who receives it, by their names and addresses of this moment (B3), and the recipient’s e-mail address. */
export async function partiesByMail(
  ctx: Context,
  { locationId, ownerId }: { locationId: string; ownerId: string },
): Promise<{ parties: Parties; email: string | null }> {
  const [location, [owner]] = await Promise.all([
    askLocation(ctx, locationId),
    ctx.askPeer('Owner', [ownerId], 'id name email address { street city region postalCode country }'),
  ])
  if (!location || !owner) throw unavailable()
  const answered = owner as unknown as OwnerAnswer
  const issuer = issuerFrom(location as unknown as LocationAnswer)
  return { parties: { issuer, recipient: recipientFrom(answered) }, email: answered.email }
}

/** Who issues a document and who receives it, by their names and addresses of this moment (B3). */
export const partiesOf = async (...of: Parameters<typeof partiesByMail>): Promise<Parties> =>
  (await partiesByMail(...of)).parties

/** A document of a location as PDF, under the hospital’s logo; without it while identity does not answer. */
export async function printed(ctx: Context, locationId: string, document: PdfDocument): Promise<Buffer> {
  const [location] = await ctx.askPeer('Location', [locationId], 'id hospitalLogo').catch(() => [])
  const logo = (location?.['hospitalLogo'] ?? null) as string | null
  return renderPdf({ ...document, letterhead: { ...document.letterhead, logo } })
}
