import type { Reactions } from '@vetgraph/kit/events'
import { claimHousehold } from './owner-claims/owner-claim.service.ts'

/** What clinical does when something happens elsewhere. */
export const reactions: Reactions = {
  'owner-account.verified': (ctx, { payload }) => claimHousehold(ctx, payload),
}
