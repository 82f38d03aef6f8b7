import type { Feature } from '@vetgraph/kit/contracts/feature'
import { ActivityResolver } from './activity.resolver.ts'
import { AuditLogResolver } from './audit-log.resolver.ts'
import { RecentResolver } from './recent.resolver.ts'
import { appendCheckpoint, postCheckpoint } from './shipping.service.ts'
import { watchAuditLog } from './verification.service.ts'

export const feature: Feature = {
  resolvers: [ActivityResolver, AuditLogResolver, RecentResolver],
  permissions: {
    'audit:read': { allows: 'Read the audit log', hospitalWide: true },
  },
  work: {
    'watch-audit-log': watchAuditLog,
    'append-checkpoint': appendCheckpoint,
    'post-checkpoint': postCheckpoint,
  },
  crons: { 'watch-audit-log': '41 3 * * *' },
}
