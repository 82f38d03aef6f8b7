import { connect } from '@vetgraph/kit/database/connect'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestGateway, topologies } from '../testing/test-gateway.ts'

describe.each(topologies)('%s', (topology) => {
  let hospital: Awaited<ReturnType<typeof openTestGateway>>

  beforeAll(async () => {
    hospital = await openTestGateway(topology)
  })
  afterAll(() => hospital.close())

  const ready = async (url = hospital.web) => {
    const response = await fetch(new URL('/health/ready', url))
    return { status: response.status, body: (await response.json()) as unknown }
  }

  test('with a migration still to come it is not ready', async () => {
    const admin = connect(hospital.database.url, { max: 1, onnotice: () => {} })
    expect(await ready()).toMatchObject({ status: 200, body: { status: 'ready', missing: [] } })
    const [last] = await admin`
      delete from clinical.migrations where created_at = (select max(created_at) from clinical.migrations)
      returning *`
    const missing = topology === 'distributed' ? 'clinical' : 'migrations'
    expect(await ready()).toEqual({ status: 503, body: { status: 'not ready', missing: [missing] } })
    if (topology === 'distributed') {
      expect(await ready(hospital.remoteOf('clinical'))).toEqual({
        status: 503,
        body: { status: 'not ready', missing: ['migrations'] },
      })
    }
    await admin`insert into clinical.migrations ${admin(last!)}`
    expect((await ready()).status).toBe(200)
    await admin.end()
  })

  test('without its database it is alive but not ready', async () => {
    const admin = connect(new URL('/postgres', hospital.database.url).href, { max: 1, onnotice: () => {} })
    const { pathname } = new URL(hospital.database.url)
    const name = pathname.slice(1)
    await admin.unsafe(`alter database ${name} with allow_connections false`)
    await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`
    const missing = topology === 'distributed' ? ['identity', 'clinical', 'billing'] : ['database']
    expect(await ready()).toEqual({ status: 503, body: { status: 'not ready', missing } })
    expect((await fetch(new URL('/health/live', hospital.web))).status).toBe(200)
    await admin.unsafe(`alter database ${name} with allow_connections true`)
    await admin.end()
  })
})
