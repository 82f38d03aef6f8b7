import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { requireViewer } from '../access/authorize.ts'
import { addMinutes } from '../time.ts'

export type FilePurpose = 'upload' | 'download'

/** A large file may take long to arrive, but not to begin. */
const goodForMinutes: Readonly<Record<FilePurpose, number>> = { upload: 15, download: 5 }

interface Sealed {
  key: string
  viewerId: string
  until: string
}

/** Makes an address at the gateway for the viewer; the caller has checked what the viewer may do there. */
export function fileAddress(ctx: Context, purpose: FilePurpose, key: string) {
  const expiresAt = addMinutes(ctx.now(), goodForMinutes[purpose])
  const sealed: Sealed = { key, viewerId: requireViewer(ctx).userId, until: expiresAt.toISOString() }
  const url = `/files/${ctx.subgraph}/${ctx.sealer.seal(JSON.stringify(sealed), `file ${purpose}`)}`
  return { url, expiresAt }
}

/** The key that an address names; NOT_FOUND for another viewer, and if the address has expired or was changed. */
export function openFileAddress(ctx: Context, purpose: FilePurpose, address: string): string {
  const text = ctx.sealer.open(address, `file ${purpose}`)
  if (text === null) throw notFound('file')
  const { key, viewerId, until } = JSON.parse(text) as Sealed
  if (viewerId !== requireViewer(ctx).userId || new Date(until) < ctx.now()) throw notFound('file')
  return key
}
