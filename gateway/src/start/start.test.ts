import { randomUUID } from 'node:crypto'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '@vetgraph/kit/database/connect'
import { cloneDatabase } from '@vetgraph/kit/testing/subgraph'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { Hospital } from '../testing/hospital.ts'
import { demoAccounts } from './accounts.ts'
import { configFrom, root } from './config.ts'
import { prepareDemo } from './hospital.ts'

const newDirectory = () => mkdtempSync(join(tmpdir(), 'vetgraph-start-'))

/** Starts Vetgraph where it cannot start; answers its exit code and what it says on stderr. */
function tryToStart(env: Record<string, string>) {
  return new Promise<{ code: number | null; said: string }>((resolve) => {
    const child = spawn(process.execPath, [join(root, 'gateway/start.mjs')], {
      cwd: root,
      env: { ...process.env, PORT: '0', DATA_DIR: newDirectory(), BUILD_WEB: 'off', VITEST: '', ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (text: Buffer) => (said += text.toString()))
    child.once('exit', (code) => resolve({ code, said: said.trim() }))
  })
}

test.each([
  ['a port that is no number', { PORT: 'http' }, 'PORT must be a number from 0 to 65535, not "http".'],
  ['a DATABASE_URL that is none', { DATABASE_URL: 'localhost' }, /^DATABASE_URL must look like postgres:/],
  ['an SMTP_URL that is none', { SMTP_URL: 'mail.example' }, /^SMTP_URL must look like smtp:/],
  ['a PUBLIC_URL that is none', { PUBLIC_URL: 'vets.example' }, /^PUBLIC_URL must look like https:/],
  ['a REDIS_URL that is none', { REDIS_URL: 'localhost:6379' }, /^REDIS_URL must look like redis:/],
  [
    'a time zone that nobody has',
    { DEMO_TIME_ZONE: 'Irish time' },
    'DEMO_TIME_ZONE must be an IANA time zone like Europe/Dublin, not "Irish time".',
  ],
  [
    'a database that is not there',
    { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' },
    /127\.0\.0\.1:1 .* cannot be reached\.$/,
  ],
  ['an address of another machine', { HOST: '192.0.2.1' }, 'HOST 192.0.2.1 is no address of this machine.'],
])('%s is one sentence and exit code 1', async (_what, env, sentence) => {
  const { code, said } = await tryToStart(env)
  expect(code).toBe(1)
  expect(said).toMatch(sentence)
  expect(said.split('\n')).toHaveLength(1)
})

test('a missing database is one sentence', async () => {
  const url = new URL(inject('postgres').url)
  const missing = await tryToStart({ DATABASE_URL: url.href.replace(url.pathname, '/nowhere') })
  const host = decodeURIComponent(url.host)
  expect(missing).toEqual({ code: 1, said: `PostgreSQL at ${host} has no database nowhere.` })
})

test('a wrong password is one sentence', async () => {
  const url = new URL(inject('postgres').url)
  url.password = 'wrong'
  const { said } = await tryToStart({ DATABASE_URL: url.href })
  const host = decodeURIComponent(url.host)
  expect(said).toBe(`PostgreSQL at ${host} refuses the user postgres or the password in DATABASE_URL.`)
})

test('a taken port is one sentence, said before any slow work', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await new Promise((done) => other.once('listening', done))
  const { port } = other.address() as AddressInfo
  const directory = newDirectory()
  const { code, said } = await tryToStart({ PORT: String(port), DATA_DIR: directory })
  expect({ code, said }).toEqual({
    code: 1,
    said: `Port ${port} is taken: stop what uses it, or set PORT to another one.`,
  })
  expect(existsSync(join(directory, 'postgres'))).toBe(false)
  expect(existsSync(join(directory, 'lock'))).toBe(false)
})

test.each([
  [{}, true],
  [{ DEMO: 'off' }, false],
  [{ HOST: '::1' }, true],
  [{ NODE_ENV: 'production' }, false],
  [{ HOST: '0.0.0.0' }, false],
  [{ HOST: 'desk.hospital.example' }, false],
  [{ PUBLIC_URL: 'https://vets.example' }, false],
  [{ NODE_ENV: 'production', DEMO: 'on' }, true],
])('where others can reach it there is no demo unless it is asked for: %j', (env, demo) => {
  expect(configFrom(env).demo).toBe(demo)
})

test('a demo hospital that is there already is not served where others can reach it, unless it is asked for', async () => {
  const { drop, ...database } = await cloneDatabase()
  onTestFinished(drop)
  const sql = connect(database.url, { max: 1 })
  await sql`create table vetgraph.state (key text primary key, value text not null)`
  await sql`insert into vetgraph.state values ('demo', 'loaded')`
  await sql.end()
  const serve = (exposed: boolean) =>
    prepareDemo({ exposed, demo: false }, database, [], () => Promise.reject(new Error('not wanted')))
  await expect(serve(true)).rejects.toThrow(/^The database holds the demo hospital, .* set DEMO=on/)
  expect(await serve(false)).toBe(true)
})

test(
  'in production an empty database is set up by its administrator: no known account, no password told',
  { timeout: 60_000 },
  async () => {
    const { drop, url, secret } = await cloneDatabase()
    onTestFinished(drop)
    const env = { NODE_ENV: 'production', DATABASE_URL: url, VETGRAPH_SECRET: secret }
    const hospital = await Hospital.start(env)
    onTestFinished(() => void hospital.stop())
    const { data } = await hospital.graphql(null, '{ setup { needed openDemo } }')
    expect(data).toEqual({ setup: { needed: true, openDemo: false } })
    const [{ email, password }] = demoAccounts as [(typeof demoAccounts)[number]]
    const login = 'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }'
    const { errors } = await hospital.graphql(null, login, { input: { email, password } })
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
    const file = join(hospital.dataDirectory, 'ready.json')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(hospital.ready.accounts).toEqual([])
    await vi.waitFor(() => expect(hospital.output.join('')).toContain('Press Ctrl-C to stop.'))
    for (const said of [readFileSync(file, 'utf8'), hospital.output.join('')]) {
      expect(said).not.toContain(password)
      expect(said).not.toContain(secret)
    }
  },
)

test('a lock that a dead process left does not keep the next start out', async () => {
  const directory = newDirectory()
  writeFileSync(join(directory, 'lock'), '99999999\n')
  const { said } = await tryToStart({ DATA_DIR: directory, DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' })
  expect(said).toContain('cannot be reached')
})

test(
  'a PostgreSQL of our own that dies alone is started again, and everything goes on',
  { timeout: 90_000 },
  async () => {
    const hospital = await Hospital.start({})
    const token = await hospital.signIn('RECEPTIONIST')
    const [input] = await hospital.wishes(token)
    const book = 'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { status } }'
    const diary = await hospital.listen(token, 'subscription { appointmentChanged { kind } }')
    const pidFile = join(hospital.dataDirectory, 'postgres/postmaster.pid')
    const postmaster = () => Number(readFileSync(pidFile, 'utf8').split('\n')[0])
    const dead = postmaster()
    process.kill(dead, 'SIGKILL')
    // Before it lets anybody in, PostgreSQL brings all that was not yet written to a disk that others use too.
    const patience = 30_000
    // A try may have been written although its answer was lost: the key makes all of them one.
    const once = { 'idempotency-key': randomUUID() }
    const codes = new Set<unknown>()
    await vi.waitFor(async () => {
      const [{ data, errors }, owners] = await Promise.all([
        hospital.graphql(token, book, { input }, once),
        hospital.graphql(token, '{ owners(first: 1) { totalCount } }'),
      ])
      for (const { extensions } of [...errors, ...owners.errors]) codes.add(extensions['code'])
      expect({ data, errors }).toEqual({ data: { bookAppointment: { status: 'SCHEDULED' } }, errors: [] })
    }, patience)
    expect([...codes].filter((code) => code !== 'UNAVAILABLE')).toEqual([])
    expect(postmaster()).not.toBe(dead)
    expect((await fetch(`${hospital.ready.web}/health/ready`)).status).toBe(200)
    expect(hospital.output.join('')).toContain('PostgreSQL has died (SIGKILL); it is started again.')
    // The visit, or that something may have been missed.
    await diary.until(() => true)
    expect(await hospital.stop()).toBe(0)
  },
)

test(
  'data survives a kill at any moment and a stop; a second Vetgraph on it is told so',
  { timeout: 120_000 },
  async () => {
    const directory = newDirectory()
    const rename = 'mutation ($input: UpdateOwnerInput!) { updateOwner(input: $input) { version } }'
    const read = '{ owners(first: 1) { totalCount nodes { id version firstName } } }'
    type Owners = {
      owners: { totalCount: number; nodes: Array<{ id: string; version: number; firstName: string }> }
    }
    const owners = async (hospital: Hospital) =>
      (await hospital.graphql(await hospital.signIn('RECEPTIONIST'), read)).data as unknown as Owners

    const first = await Hospital.start({}, [], directory)
    const before = await owners(first)
    const [owner] = before.owners.nodes
    const { data } = await first.graphql(await first.signIn('RECEPTIONIST'), rename, {
      input: { id: owner!.id, version: owner!.version, firstName: 'Survivor' },
    })
    expect(data).toEqual({ updateOwner: { version: owner!.version + 1 } })
    expect((await tryToStart({ DATA_DIR: directory })).said).toMatch(
      /^Another Vetgraph \(process \d+\) is using .*: stop it/,
    )
    await first.kill()

    const second = await Hospital.start({}, [], directory)
    expect(existsSync(join(directory, 'ready.json'))).toBe(true)
    const after = await owners(second)
    expect(after.owners.totalCount).toBe(before.owners.totalCount)
    const { data: kept } = await second.graphql(
      await second.signIn('RECEPTIONIST'),
      'query ($id: ID!) { owner(id: $id) { firstName } }',
      { id: owner!.id },
    )
    expect(kept).toEqual({ owner: { firstName: 'Survivor' } })
    await second.stop()
    expect(existsSync(join(directory, 'ready.json'))).toBe(false)
  },
)
