import type { Reactions } from '@vetgraph/kit/events'
import { keepEntry } from './audit-log/audit-log.service.ts'

/** What identity does when something happens elsewhere. */
export const reactions: Reactions = {
  'audit.recorded': (ctx, { payload }) => keepEntry(ctx, payload),
}
