import { connect } from '@vetgraph/kit/database/connect'
import { retryAfterSeconds } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { loadDefinitions } from '../definitions.ts'
import { fixture } from '../testing/fixture.ts'
import { openTestGateway, topologies } from '../testing/test-gateway.ts'

const definitions = [
  ...fixture.filter(({ name }) => name === 'identity'),
  ...(await loadDefinitions()).filter(({ name }) => name === 'clinical'),
]

const createOwner = 'mutation ($input: CreateOwnerInput!) { createOwner(input: $input) { id } }'

describe.each(topologies)('%s', (topology) => {
  let hospital: Awaited<ReturnType<typeof openTestGateway>>
  let admin: postgres.Sql

  beforeAll(async () => {
    hospital = await openTestGateway(topology, { definitions })
    admin = connect(hospital.database.url, { max: 1, onnotice: () => {} })
    await admin.unsafe(`
      create function public.fail() returns trigger language plpgsql
        as $$ begin raise exception 'out of order' using errcode = tg_argv[0]; end $$`)
  })
  afterAll(async () => {
    await admin.end()
    await hospital.close()
  })

  const write = () =>
    hospital.post(
      { query: createOwner, variables: { input: { firstName: 'Ada', lastName: 'Quill' } } },
      { authorization: `Bearer ${hospital.token}`, 'idempotency-key': newId() },
    )
  const read = () => hospital.post({ query: '{ owners(first: 1) { totalCount } }' })
  const ready = async (url: string) => {
    const response = await fetch(new URL('/health/ready', url))
    const { missing } = (await response.json()) as { missing: string[] }
    return { status: response.status, missing }
  }
  const expectMissing = async (reason: string) => {
    const notReady = (missing: string) => ({ status: 503, missing: [missing] })
    const here = topology === 'distributed' ? 'clinical' : reason
    expect(await ready(hospital.web)).toMatchObject(notReady(here))
    if (topology === 'distributed') {
      expect(await ready(hospital.remoteOf('clinical'))).toMatchObject(notReady(reason))
    }
  }
  const expectReady = async () =>
    expect(await ready(hospital.web)).toMatchObject({ status: 200, missing: [] })

  /** Every write fails with this SQLSTATE while `work` runs. */
  async function failingWith<T>(code: string, work: () => Promise<T>): Promise<T> {
    await admin.unsafe(`create trigger fail before insert on clinical.idempotency_keys
      for each statement execute function public.fail('${code}')`)
    try {
      return await work()
    } finally {
      await admin.unsafe('drop trigger fail on clinical.idempotency_keys')
    }
  }

  test.each([
    ['08006', 'a lost connection'],
    ['25006', 'a read-only database'],
    ['40P01', 'a deadlock in every round'],
    ['53100', 'a full disk'],
    ['53200', 'too little memory'],
    ['53300', 'too many connections'],
    ['57P01', 'a shutdown'],
    ['57P03', 'a recovery'],
    ['58030', 'a disk that fails'],
  ])('SQLSTATE %s, %s, is UNAVAILABLE and says when to try again', async (code) => {
    const { body, headers } = await failingWith(code, write)
    expect(body.errors).toMatchObject([
      { path: ['createOwner'], extensions: { code: 'UNAVAILABLE', retryAfterSeconds } },
    ])
    expect(JSON.stringify(body)).not.toContain('out of order')
    expect(headers.get('retry-after')).toBe(String(retryAfterSeconds))
  })

  test('an answer of which a part is there carries no Retry-After', async () => {
    const { headers } = await read()
    expect(headers.has('retry-after')).toBe(false)
  })

  test.each([
    ['53100', 'disk'],
    ['53200', 'memory'],
  ])(
    'after a write that failed with SQLSTATE %s it is not ready for want of %s, until a write succeeds',
    async (code, reason) => {
      await failingWith(code, async () => {
        await write()
        await expectMissing(reason)
        await expectMissing(reason)
      })
      await expectReady()
      const [left] =
        await admin`select count(*)::int as rows from clinical.idempotency_keys where verb = 'readiness'`
      expect(left).toEqual({ rows: 0 })
    },
  )

  test('a database that is set read-only answers reads, refuses writes as UNAVAILABLE, and is told as the reason', async () => {
    const name = new URL(hospital.database.url).pathname.slice(1)
    const renew = () =>
      admin`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = ${name} and pid <> pg_backend_pid() and usename = 'vetgraph_clinical'`
    await admin.unsafe(
      `alter role vetgraph_clinical in database ${name} set default_transaction_read_only = on`,
    )
    await renew()
    await vi.waitFor(() => expectMissing('read-only'), 10_000)
    expect((await read()).body.errors).toBeUndefined()
    expect((await write()).body.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }])
    await admin.unsafe(`alter role vetgraph_clinical in database ${name} reset default_transaction_read_only`)
    await renew()
    await vi.waitFor(expectReady, 10_000)
    expect((await write()).body.errors).toBeUndefined()
  })
})

test('while the keys of access tokens cannot be read, whoever shows one is told when to try again', async () => {
  const keyless = fixture.map((definition) => ({
    ...definition,
    ...(definition.name === 'identity' && { publicKeys: () => Promise.reject(new Error('no connection')) }),
  }))
  const hospital = await openTestGateway('one process', { definitions: keyless })
  onTestFinished(() => hospital.close())
  const authorization = `Bearer ${hospital.token}`
  const seen = (answer: { status: number; headers: Headers }) => [
    answer.status,
    answer.headers.get('retry-after'),
  ]
  const expected = [503, String(retryAfterSeconds)]
  const posted = await hospital.post({ query: '{ __typename }' })
  expect(posted.body.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE', retryAfterSeconds } }])
  expect(seen(posted)).toEqual(expected)
  const got = await fetch(`${hospital.web}/graphql?query={__typename}`, {
    headers: { authorization, 'content-type': 'application/json' },
  })
  expect(seen(got)).toEqual(expected)
  expect(seen(await fetch(`${hospital.web}/.well-known/jwks.json`))).toEqual(expected)
})
