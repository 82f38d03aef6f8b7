import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { identity } from '@vetgraph/identity/schema'
import { scheduling } from '@vetgraph/scheduling/schema'
import { newId } from '@vetgraph/kit/ids'
import { asRole } from '@vetgraph/kit/testing/subgraph'
import { openTestGateway, topologies } from '../testing/test-gateway.ts'
import { publicKeys, tokenFor } from '../testing/test-tokens.ts'

type TestGateway = Awaited<ReturnType<typeof openTestGateway>>

describe.each(topologies)('GET /calendars/….ics, %s', (topology) => {
  let gateway: TestGateway

  beforeAll(async () => {
    gateway = await openTestGateway(topology, { definitions: [{ ...identity, publicKeys }, scheduling] })
  })
  afterAll(() => gateway.close())

  test('AP16: whoever has the address reads the calendar without signing in, until it is revoked', async () => {
    const { sql } = gateway.runtimeOf('scheduling').database
    const locationId = newId()
    await sql`insert into scheduling.location_refs (id, name, time_zone, opening_hours, active, version)
      values (${locationId}, 'Harbour Street', 'Europe/Dublin', '[]', true, 1)`
    const token = await tokenFor(asRole('ADMIN'))
    const run = async (query: string, variables: object) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const body = JSON.stringify({ query, variables })
      const answer = await fetch(`${gateway.web}/graphql`, { method: 'POST', headers, body })
      return ((await answer.json()) as { data: { feed: { id: string; url: string } } }).data.feed
    }
    const { id, url } = await run(
      'mutation ($input: CreateCalendarFeedInput!) { feed: createCalendarFeed(input: $input) { id url } }',
      { input: { locationId } },
    )
    const get = () => fetch(`${gateway.web}${new URL(url).pathname}`)
    const found = await get()
    expect(found.status).toBe(200)
    expect(Object.fromEntries(found.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store, no-transform',
    })
    expect(await found.text()).toMatch(/^BEGIN:VCALENDAR\r\n[^]*X-WR-CALNAME:Harbour Street\r\n/)
    await run('mutation ($id: ID!) { feed: revokeCalendarFeed(id: $id) { id } }', { id })
    expect([(await get()).status, (await fetch(`${gateway.web}/calendars/nothing.ics`)).status]).toEqual([
      404, 404,
    ])
  })
})
