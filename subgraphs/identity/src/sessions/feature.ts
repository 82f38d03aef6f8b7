import type { Feature } from '@vetgraph/kit/contracts/feature'
import { DeviceSessionResolver, UserSessionsResolver } from './device-session.resolver.ts'
import { sweepSessions } from './session-sweep.service.ts'
import { SessionResolver } from './session.resolver.ts'

export const feature: Feature = {
  resolvers: [SessionResolver, DeviceSessionResolver, UserSessionsResolver],
  permissions: {
    'session:revoke': { allows: 'See where colleagues are signed in, and sign them out', hospitalWide: true },
  },
  public: ['Mutation.refreshSession', 'Mutation.logout'],
  work: { 'sweep-sessions': sweepSessions },
  crons: { 'sweep-sessions': '23 3 * * *' },
}
