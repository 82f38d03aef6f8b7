import { randomUUID } from 'node:crypto'
import { cloneDatabase } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { Apart } from './testing/apart.ts'
import type { Hospital } from './testing/hospital.ts'

let database: Awaited<ReturnType<typeof cloneDatabase>>
let hospital: Hospital
let identity: Apart

beforeAll(async () => {
  database = await cloneDatabase()
  const env = { DATABASE_URL: database.url, VETGRAPH_SECRET: inject('postgres').secret }
  const opened = await Apart.from('identity', env)
  hospital = opened.hospital
  identity = opened.apart
}, 120_000)
afterAll(async () => {
  await identity.kill()
  await hospital.stop()
  await database.drop()
})

test('entries written while the central log is unavailable arrive in it completely and once when it is back, from every subgraph (C1)', async () => {
  const token = await hospital.signIn('ADMIN')
  const [wish] = await hospital.wishes(token)
  const { data: found } = await hospital.graphql(
    token,
    '{ inventoryItems(first: 1) { nodes { id } } owners(first: 1) { nodes { id } } consentWordings { purpose version } }',
  )
  const { inventoryItems, owners, consentWordings } = found as {
    inventoryItems: { nodes: Array<{ id: string }> }
    owners: { nodes: Array<{ id: string }> }
    consentWordings: Array<{ purpose: string; version: number }>
  }
  const [wording] = consentWordings
  await identity.kill()
  const done: Array<[action: string, mutation: string, type: string, input: object]> = [
    [
      'owner.create',
      'createOwner(input: $input) { id }',
      'CreateOwnerInput',
      { firstName: 'Ada', lastName: 'Quill' },
    ],
    ['appointment.book', 'bookAppointment(input: $input) { id }', 'BookAppointmentInput', wish!],
    [
      'stock.adjust',
      'adjustStock(input: $input) { id }',
      'AdjustStockInput',
      { itemId: inventoryItems.nodes[0]!.id, locationId: wish!.locationId, quantity: 1, reason: 'Found' },
    ],
    [
      'consent.grant',
      'decideConsent(input: $input) { purpose }',
      'DecideConsentInput',
      {
        ownerId: owners.nodes[0]!.id,
        purpose: wording!.purpose,
        channel: 'EMAIL',
        granted: true,
        wordingVersion: wording!.version,
      },
    ],
  ]
  for (const [, mutation, type, input] of done) {
    const { errors } = await hospital.graphql(
      token,
      `mutation ($input: ${type}!) { ${mutation} }`,
      { input },
      { 'idempotency-key': randomUUID() },
    )
    expect(errors).toEqual([])
  }
  await identity.start()
  const actions = done.map(([action]) => action)
  const logged = async () => {
    const { data, errors } = await hospital.graphql(token, '{ auditLog(first: 100) { nodes { action } } }')
    expect(errors).toEqual([])
    const { auditLog } = data as { auditLog: { nodes: Array<{ action: string }> } }
    return auditLog.nodes.map(({ action }) => action).filter((action) => actions.includes(action))
  }
  await vi.waitFor(async () => expect((await logged()).sort()).toEqual([...actions].sort()), 30_000)
  const { data } = await hospital.graphql(token, '{ verifyAuditLog { intact } }')
  expect(data).toEqual({ verifyAuditLog: { intact: true } })
}, 120_000)
