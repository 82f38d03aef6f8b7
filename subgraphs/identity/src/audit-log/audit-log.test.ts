import type { AuditFacts } from '@vetgraph/kit/contracts/events'
import { newId } from '@vetgraph/kit/ids'
import { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identity } from '../schema.ts'
import { auditLog } from './audit-log.table.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterAll(() => hospital.close())

test('what any subgraph audits reaches the central log once, however often and late it is delivered', async () => {
  const entry: AuditFacts = {
    id: newId(),
    at: '2026-03-16T07:59:00.000Z',
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
  }
  await hospital.deliver('audit.recorded', entry)
  await hospital.deliver('audit.recorded', entry)
  await hospital.deliver('audit.recorded', { ...entry, action: 'something.else' })
  const kept = await hospital.context().db.select().from(auditLog)
  expect(kept).toEqual([
    {
      ...entry,
      subgraph: 'clinical',
      at: new Date(entry.at),
      receivedAt: hospital.now(),
      position: 1,
      hash: expect.any(Buffer),
    },
  ])
})
