import type { Context } from '@vetgraph/kit/context'
import { unavailable } from '@vetgraph/kit/errors'
import type { Party } from './invoice.table.ts'

interface LocationAnswer {
  name: string
  address: string
  phone: string | null
  hospitalName: string | null
}

interface OwnerAnswer {
  name: string
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

/** Who issues a document and who receives it, by their names and addresses of this moment (B3). */
export async function partiesOf(
  ctx: Context,
  { locationId, ownerId }: { locationId: string; ownerId: string },
): Promise<{ issuer: Party; recipient: Party }> {
  const [[location], [owner]] = await Promise.all([
    ctx.askPeer('Location', [locationId], 'id name address phone hospitalName'),
    ctx.askPeer('Owner', [ownerId], 'id name address { street city region postalCode country }'),
  ])
  if (!location || !owner) throw unavailable()
  const { name, address, phone, hospitalName } = location as unknown as LocationAnswer
  return {
    issuer: {
      name: hospitalName ?? name,
      lines: present([hospitalName ? name : null, ...address.split('\n'), phone]),
    },
    recipient: recipientFrom(owner as unknown as OwnerAnswer),
  }
}
