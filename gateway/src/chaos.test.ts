import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { connect } from '@vetgraph/kit/database/connect'
import { subgraphNames } from '@vetgraph/kit/contracts/subgraph-names'
import { expect, test, vi } from 'vitest'
import { Hospital, type Wish } from './testing/hospital.ts'

const dataDirectory = mkdtempSync(join(tmpdir(), 'vetgraph-'))

/** The PostgreSQL that runs in the data directory now: its process, and its address for the owner. */
function postmaster() {
  const lines = readFileSync(join(dataDirectory, 'postgres/postmaster.pid'), 'utf8').split('\n')
  const password = readFileSync(join(dataDirectory, 'postgres-password'), 'utf8').trim()
  const [pid, , , port, sockets] = lines
  return {
    pid: Number(pid),
    url: `postgres://postgres:${password}@${encodeURIComponent(sockets!)}:${port}/vetgraph`,
  }
}

/** A hospital that is killed while it works. */
class Ward {
  private constructor(
    public hospital: Hospital,
    private readonly token: string,
  ) {}

  /** Answers since the last kill; the next one comes after a random number of them. */
  private answers = 0
  private killAfter = Infinity
  private killed = () => {}

  static async open() {
    const hospital = await Hospital.start({}, [], dataDirectory)
    return new Ward(hospital, await hospital.signIn('ADMIN'))
  }

  wishes() {
    return this.hospital.wishes(this.token)
  }

  /** Asks under one key until there is an answer, as a client does whose connection was lost; null for a conflict. */
  async mutate<T>(mutation: string, variables: object): Promise<T | null> {
    const key = randomUUID()
    for (;;) {
      const answer = await this.hospital
        .graphql(this.token, mutation, variables, { 'idempotency-key': key })
        .catch(() => null)
      if (answer && answer.errors.length === 0) {
        if (++this.answers >= this.killAfter) this.killed()
        return answer.data as T
      }
      const codes = answer?.errors.map(({ extensions }) => extensions['code']) ?? []
      if (codes.includes('CONFLICT')) return null
      if (codes.some((code) => code !== 'UNAVAILABLE')) throw new Error(JSON.stringify(answer?.errors))
      await delay(100)
    }
  }

  /** Resolves within the work, between one answer and the next. */
  atARandomMoment(): Promise<void> {
    this.answers = 0
    this.killAfter = 3 + Math.floor(Math.random() * 20)
    return new Promise((resolve) => {
      this.killed = () => {
        this.killAfter = Infinity
        resolve()
      }
    })
  }

  async killServer() {
    await this.hospital.kill()
    this.hospital = await Hospital.start({}, [], dataDirectory)
  }

  killPostgres() {
    process.kill(postmaster().pid, 'SIGKILL')
  }
}

test('six kills lose no invoice, no audit entry and no job', async () => {
  const ward = await Ward.open()
  const wishes = await ward.wishes()
  let stopped = false
  const completed: string[] = []
  const work = async (wish: Wish) => {
    const booked = await ward.mutate<{ bookAppointment: { id: string } }>(
      'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id } }',
      { input: wish },
    )
    // Another desk has taken the time: the wishes overlap.
    if (!booked) return
    const { id } = booked.bookAppointment
    await ward.mutate('mutation ($id: ID!) { confirmAppointment(id: $id) { id } }', { id })
    // The wishes are for the days to come: an administrator may take their steps today.
    for (const verb of ['checkIn', 'start', 'complete'])
      await ward.mutate(
        `mutation ($id: ID!) { ${verb}Appointment(id: $id, otherDayReason: "Drill") { id } }`,
        { id },
      )
    completed.push(id)
  }
  const desk = async () => {
    for (let wish = wishes.shift(); wish && !stopped; wish = wishes.shift()) await work(wish)
  }
  const desks = Promise.all([desk(), desk(), desk(), desk()])
  for (const kill of ['server', 'postgres', 'server', 'postgres', 'postgres', 'server']) {
    await Promise.race([ward.atARandomMoment(), desks])
    if (kill === 'server') await ward.killServer()
    else ward.killPostgres()
  }
  stopped = true
  await desks
  expect(completed.length).toBeGreaterThan(6)

  const sql = connect(postmaster().url, { max: 1, onnotice: () => {} })
  try {
    await vi.waitFor(
      async () => {
        const missing: Record<string, unknown> = {}
        for (const name of subgraphNames) {
          const [entries] = await sql`
            select count(*)::int as missing from ${sql(name)}.audit_entries
            where id not in (select id from identity.audit_log)`
          missing[name] = entries!['missing']
        }
        const [left] = await sql`
          select (select count(*)::int from vetgraph.deliveries) as deliveries,
            (select count(*)::int from graphile_worker._private_jobs where run_at <= now()) as jobs`
        const invoices = await sql`
          select visit, count(invoices.id)::int as count
          from unnest(${completed}::uuid[]) visit left join billing.invoices on appointment_id = visit
          group by visit having count(invoices.id) <> 1`
        expect({ missing, left, invoices: [...invoices] }).toEqual({
          missing: Object.fromEntries(subgraphNames.map((name) => [name, 0])),
          left: { deliveries: 0, jobs: 0 },
          invoices: [],
        })
      },
      { timeout: 10_000, interval: 200 },
    )
  } finally {
    await sql.end()
    await ward.hospital.stop()
    rmSync(dataDirectory, { recursive: true, force: true })
  }
}, 300_000)
