import type { LoggedFacts } from './audit-log.service.ts'
import { newId } from '@vetgraph/kit/ids'

/** What a subgraph tells of something that was done. */
export const anEntry = (overrides: Partial<LoggedFacts> = {}): LoggedFacts => ({
  id: newId(),
  at: '2026-03-16T07:59:00.000Z',
  subgraph: 'clinical',
  action: 'pet.update',
  entity: 'Pet',
  entityId: newId(),
  actorId: newId(),
  sessionId: newId(),
  requestId: 'request',
  ip: '192.0.2.1',
  userAgent: 'a browser',
  before: { name: 'Bella' },
  after: { name: 'Luna' },
  ...overrides,
})
