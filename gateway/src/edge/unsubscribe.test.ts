import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { identity } from '@vetgraph/identity/schema'
import { notifications } from '@vetgraph/notifications/schema'
import { systemRequest } from '@vetgraph/kit/context'
import { sealReminderLink } from '@vetgraph/kit/contracts/reminder-links'
import { newId } from '@vetgraph/kit/ids'
import { openTestGateway, topologies } from '../testing/test-gateway.ts'
import { publicKeys } from '../testing/test-tokens.ts'

describe.each(topologies)('/unsubscribe/…, %s', (topology) => {
  let gateway: Awaited<ReturnType<typeof openTestGateway>>

  beforeAll(async () => {
    gateway = await openTestGateway(topology, { definitions: [{ ...identity, publicKeys }, notifications] })
  })
  afterAll(() => gateway.close())

  test('C4: the button of a mail program withdraws the consent, looking at the address does not', async () => {
    const runtime = gateway.runtimeOf('notifications')
    const { database } = runtime
    const ownerId = newId()
    await database.sql`
      insert into notifications.consent_decisions
        (id, owner_id, purpose, channel, version, granted, wording_version, source, decided_at, recorded_by_id)
      values (${newId()}, ${ownerId}, 'HEALTH_REMINDERS', 'EMAIL', 1, true, 1, 'PORTAL', now(), ${newId()})`
    const granted = async () =>
      (
        await database.sql`
          select granted from notifications.consent_decisions where owner_id = ${ownerId} order by version`
      ).map((row) => row['granted'] as boolean)
    const token = sealReminderLink(runtime.contextFor(systemRequest('a test')), {
      ownerId,
      appointmentIds: [],
    })
    const at = `${gateway.web}/unsubscribe/${token}`
    const looked = await fetch(at, { redirect: 'manual' })
    expect([looked.status, looked.headers.get('location')]).toEqual([303, `/reminder#${token}`])
    expect(await granted()).toEqual([true])
    const post = (address: string) =>
      fetch(address, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) })
    expect((await post(at)).status).toBe(204)
    expect((await post(at)).status).toBe(204)
    expect(await granted()).toEqual([true, false])
    expect((await post(`${gateway.web}/unsubscribe/nothing`)).status).toBe(404)
  })
})
