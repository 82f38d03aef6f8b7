import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { heard, type Signal } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'

export enum RosterChangeKind {
  ROSTER = 'ROSTER',
  LEAVE = 'LEAVE',
  CLOSURE = 'CLOSURE',
}

export interface RosterSignal extends Signal {
  kind: RosterChangeKind
  changedAt: string
  locationIds: string[]
}

/** Tells every open screen that free times of locations may have changed. */
export const signalRoster = (ctx: Context, kind: RosterChangeKind, locationIds: string[]) =>
  signal(ctx, 'roster', { kind, changedAt: ctx.now().toISOString(), locationIds } satisfies RosterSignal)

export function watchRosters(ctx: Context, filter: { locationId: string } | null) {
  authorize(ctx, 'appointment:read', filter?.locationId)
  return heard<RosterSignal>(
    ctx.live,
    'roster',
    ({ locationIds }) => filter !== null && locationIds.includes(filter.locationId),
  )
}
