import type { Reactions } from '@vetgraph/kit/contracts/events'
import { joinHousehold } from './accounts/household.service.ts'
import { compareWithLog } from './audit-log/completeness.service.ts'
import { keepEntry } from './audit-log/audit-log.service.ts'

/** What identity does when something happens elsewhere. */
export const reactions: Reactions = {
  'household.claimed': (ctx, { payload }) => joinHousehold(ctx, payload),
  'audit.recorded': (ctx, { payload, emitter }) => keepEntry(ctx, { ...payload, subgraph: emitter }),
  'audit.counted': (ctx, { payload, emitter }) => compareWithLog(ctx, emitter, payload.days),
}
