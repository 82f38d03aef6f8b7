import type { Reactions } from '@vetgraph/kit/contracts/events'
import { claimHousehold } from './owner-claims/owner-claim.service.ts'
import { countDispensing, countReturn } from './prescriptions/stock.service.ts'
import { locations } from './refs/location-ref.service.ts'
import { users } from './refs/user-ref.service.ts'

/** What clinical does when something happens elsewhere. */
export const reactions: Reactions = {
  'location.changed': locations.heard,
  'user.changed': users.heard,
  'stock.dispensed': (ctx, { payload }) => countDispensing(ctx, payload),
  'stock.returned': (ctx, { payload }) => countReturn(ctx, payload),
  'owner-account.verified': (ctx, { payload }) => claimHousehold(ctx, payload),
}
