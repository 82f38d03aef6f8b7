import { audit } from '@vetgraph/kit/work/audit'
import { countAudit } from '@vetgraph/kit/work/audit-count'
import { transact } from '@vetgraph/kit/database/db'
import { deliver } from '@vetgraph/kit/work/delivery'
import { newId } from '@vetgraph/kit/ids'
import { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { identity } from '../schema.ts'

let hospital: TestSubgraph

beforeEach(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterEach(() => hospital.close())

async function deliverAll() {
  const waiting = await hospital.admin`
    select entity, position::float from vetgraph.deliveries where consumer = 'identity' order by position`
  for (const { entity, position } of waiting)
    await deliver(hospital.context(), identity.reactions, {
      entity: entity as string,
      position: position as number,
    })
}

const aChange = () =>
  transact(hospital.context(), (ctx) => audit(ctx, 'role.edit', { entity: 'Role', entityId: newId() }))

/** What the night finds missing, as the central log says it. */
async function foundAtNight() {
  hospital.setNow('2026-03-17T03:29:00Z')
  await countAudit(hospital.context())
  await deliverAll()
  await deliverAll()
  const found = await hospital.admin`
    select after from identity.audit_log where action = 'audit-log.incomplete'`
  return found.map(({ after }) => after as unknown)
}

test('if every entry has arrived, the nightly check finds nothing', async () => {
  await aChange()
  await aChange()
  await deliverAll()
  expect(await foundAtNight()).toEqual([])
})

test('an entry that was taken out of the queue is found at night, and the finding stands in the log (C1)', async () => {
  await aChange()
  await deliverAll()
  await aChange()
  await hospital.admin`delete from vetgraph.deliveries`
  expect(await foundAtNight()).toEqual([
    { subgraph: 'identity', days: [{ day: '2026-03-16', written: 2, arrived: 1 }] },
  ])
})

test('an entry that arrived in place of another is found at night (C1)', async () => {
  await aChange()
  await hospital.admin`
    update vetgraph.deliveries set payload = (payload::jsonb || ${hospital.admin.json({ id: newId() })})::json`
  await deliverAll()
  expect(await foundAtNight()).toEqual([
    { subgraph: 'identity', days: [{ day: '2026-03-16', written: 1, arrived: 1 }] },
  ])
})
