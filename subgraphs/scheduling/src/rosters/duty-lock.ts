import type { Context } from '@vetgraph/kit/context'
import { lockFor, shareLockFor } from '@vetgraph/kit/database/db'

/** What bookings share, and a change of rosters, leave or closures has for itself. */
const dutyOf = (id: string) => `duty ${id}`

/** Keeps the duty of vets and the closures of a location as they are until the transaction ends. */
export const keepDuty = (ctx: Context, vetIds: readonly string[], locationId: string) =>
  shareLockFor(ctx, [...vetIds, locationId].map(dutyOf))

/** Waits for the bookings in flight of a vet or of a location; those after them see what is changed now (AP12). */
export const lockDuty = (ctx: Context, id: string) => lockFor(ctx, dutyOf(id))
