import { systemRequest } from '@vetgraph/kit/context'
import type { LoggedFacts } from './audit-log.service.ts'
import { newId } from '@vetgraph/kit/ids'
import { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { asc } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { identity } from '../schema.ts'
import { keepEntry } from './audit-log.service.ts'
import { auditHead, auditLog } from './audit-log.table.ts'

let hospital: TestSubgraph

beforeEach(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterEach(() => hospital.close())

const anEntry = (): LoggedFacts => ({
  id: newId(),
  at: hospital.now().toISOString(),
  subgraph: 'clinical',
  action: 'pet.update',
  entity: 'Pet',
  entityId: newId(),
  actorId: null,
  sessionId: null,
  requestId: systemRequest('request-1').requestId,
  ip: '',
  userAgent: '',
  before: { name: 'Ada' },
  after: { name: 'Adá' },
})

test('entries that arrive at once stand in one chain without gaps, a second delivery takes no place (C1)', async () => {
  const ctx = hospital.context()
  const entries = Array.from({ length: 20 }, anEntry)
  await Promise.all([...entries, ...entries].map((entry) => keepEntry(ctx, entry)))
  const log = await ctx.db.select().from(auditLog).orderBy(asc(auditLog.position))
  expect(log.map(({ position }) => position)).toEqual(entries.map((_, index) => index + 1))
  expect(new Set(log.map(({ hash }) => hash.toString('hex'))).size).toBe(entries.length)
  expect(await ctx.db.select().from(auditHead)).toEqual([
    { id: 1, position: entries.length, hash: log.at(-1)?.hash },
  ])
})

test('the subgraph can neither move the head nor choose a place in the chain (C1)', async () => {
  const ctx = hospital.context()
  const refused = expect.objectContaining({ cause: expect.objectContaining({ code: '42501' }) as object })
  await expect(ctx.db.update(auditHead).set({ position: 0 })).rejects.toEqual(refused)
  await expect(ctx.db.delete(auditHead)).rejects.toEqual(refused)
  const entry = anEntry()
  await ctx.db.insert(auditLog).values({
    ...entry,
    at: new Date(entry.at),
    receivedAt: ctx.now(),
    position: 7,
    hash: Buffer.from('mine'),
  })
  const [kept] = await ctx.db.select().from(auditLog)
  expect(kept).toMatchObject({ position: 1 })
  expect(kept?.hash).toHaveLength(32)
})
