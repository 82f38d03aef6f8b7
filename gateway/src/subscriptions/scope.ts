import { createHash } from 'node:crypto'
import type { Viewer } from '@vetgraph/kit/context'
import type { LivePlan } from './plan.ts'

/** Viewers with the same rights; a hub runs with its scope's viewer and never with a subscriber's. */
export interface Scope {
  key: string
  viewer: Viewer | null
}

/** The user id of a shared scope, which is no user's. */
const sharedUserId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

const fingerprints = new WeakMap<Viewer, string>()

function fingerprintOf(viewer: Viewer): string {
  const known = fingerprints.get(viewer)
  if (known) return known
  const grants = viewer.grants
    .map(({ locationId, permissions }) => `${locationId ?? '*'}:${[...permissions].sort().join(',')}`)
    .sort()
  const text = JSON.stringify([[...viewer.roles].sort(), grants])
  const fresh = createHash('sha256').update(text).digest('base64url')
  fingerprints.set(viewer, fresh)
  return fresh
}

/**
 * Staff with the same rights share a scope. Pet owners, and subscriptions whose result depends on the viewer, have a
 * scope for each user.
 */
export function scopeOf(viewer: Viewer | null, { personal }: Pick<LivePlan, 'personal'>): Scope {
  if (!viewer) return { key: 'nobody', viewer: null }
  const fingerprint = fingerprintOf(viewer)
  if (personal || viewer.ownerId !== null) {
    const key = `user:${viewer.userId}:${viewer.ownerId ?? ''}:${fingerprint}`
    return { key, viewer: { ...viewer, sessionId: 'live' } }
  }
  return { key: `staff:${fingerprint}`, viewer: { ...viewer, userId: sharedUserId, sessionId: 'live' } }
}
