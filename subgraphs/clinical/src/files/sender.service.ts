import type { Context, Viewer } from '@vetgraph/kit/context'
import { notFound } from '@vetgraph/kit/errors'
import type { Permission } from '@vetgraph/kit/contracts/permissions'
import { can } from '@vetgraph/kit/access/authorize'
import { belongsTo, type Owned } from '@vetgraph/kit/access/household'

/** The right by which the viewer sends files: staff of every patient, owners of the own pets (P2). */
export const rightToSend = ({ viewer }: Context): Permission =>
  can(viewer, 'own-household:read') && !can(viewer, 'file:write') ? 'own-household:read' : 'file:write'

/** The owner who sends a file of this pet; null for staff, and NOT_FOUND for another household's pet. */
export function senderOf(viewer: Viewer, pet: Owned, field: string): string | null {
  if (can(viewer, 'file:write')) return null
  if (!belongsTo(viewer.ownerId, pet)) throw notFound('pet', field)
  return viewer.ownerId
}
