import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { requireViewer } from '../access/authorize.ts'
import { addMinutes } from '../time.ts'

const purpose = 'document'
const goodForMinutes = 5

interface Sealed {
  kind: string
  id: string
  viewerId: string
  until: string
}

/** A document whose contents are known; it is rendered when somebody fetches it. */
export interface MadeDocument {
  fileName: string
  /** What it is about, for the audit log. */
  entityId: string
  render: () => Promise<Buffer>
}

/** A name as a part of a file name. */
export const slug = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-') || 'patient'

/** Makes the address of a document for the viewer; the caller has checked that the viewer may read it. */
export function documentAddress(ctx: Context, kind: string, id: string, fileName: string) {
  const expiresAt = addMinutes(ctx.now(), goodForMinutes)
  const viewerId = requireViewer(ctx).userId
  const sealed: Sealed = { kind, id, viewerId, until: expiresAt.toISOString() }
  const url = `/documents/${ctx.subgraph}/${ctx.sealer.seal(JSON.stringify(sealed), purpose)}`
  return { url, fileName, expiresAt }
}

/** The document that an address names; NOT_FOUND for another viewer, and if the address has expired or was changed. */
export function openAddress(ctx: Context, address: string): { kind: string; id: string } {
  const text = ctx.sealer.open(address, purpose)
  if (text === null) throw notFound('document')
  const { kind, id, viewerId, until } = JSON.parse(text) as Sealed
  if (viewerId !== requireViewer(ctx).userId || new Date(until) < ctx.now()) throw notFound('document')
  return { kind, id }
}
