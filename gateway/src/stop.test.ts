import { cloneDatabase } from '@vetgraph/kit/testing/subgraph'
import { connect } from '@vetgraph/kit/database/connect'
import { afterAll, expect, inject, test } from 'vitest'
import { Hospital } from './testing/hospital.ts'
import { TestSocket } from './testing/test-socket.ts'

const closers: Array<() => Promise<unknown>> = []
afterAll(async () => {
  for (const close of closers.reverse()) await close()
})

const book = 'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id } }'

test.each([
  ['one process', []],
  ['distributed', ['--distributed']],
])(
  'told to stop while a booking that came over a socket is being written, it answers and then says goodbye (%s)',
  async (_topology, flags) => {
    const database = await cloneDatabase()
    closers.push(() => database.drop())
    const env = { DATABASE_URL: database.url, VETGRAPH_SECRET: inject('postgres').secret }
    const hospital = await Hospital.start(env, flags)
    const sql = connect(database.url, { max: 2 })
    closers.push(() => sql.end())
    const token = await hospital.signIn('RECEPTIONIST')
    const [wish] = await hospital.wishes(token)
    const socket = await TestSocket.open(hospital.ready.ws, { authorization: `Bearer ${token}` })

    const lock = await sql.reserve()
    await lock`begin`
    await lock`lock table scheduling.appointments`
    socket.subscribe('booking', book, { input: wish })
    const waiting = () => sql`select 1 from pg_locks where not granted and database =
      (select oid from pg_database where datname = current_database())`
    await expect.poll(async () => (await waiting()).length, { timeout: 10_000 }).toBeGreaterThan(0)
    const exitCode = hospital.stop()
    await expect.poll(() => hospital.output.join('')).toContain('Vetgraph is stopping')
    socket.subscribe('late', '{ me { name } }')
    expect(await socket.next()).toMatchObject({
      type: 'error',
      id: 'late',
      payload: [{ extensions: { code: 'UNAVAILABLE' } }],
    })
    await lock`commit`
    lock.release()

    const answer = await socket.next()
    expect(answer).toMatchObject({ type: 'next', id: 'booking', payload: { data: { bookAppointment: {} } } })
    expect(await socket.next()).toEqual({ type: 'complete', id: 'booking' })
    expect(await socket.closed).toEqual({ code: 1001, reason: 'Going away' })
    expect(await exitCode).toBe(0)
    const { data } = answer.payload as { data: { bookAppointment: { id: string } } }
    const [kept] = await sql`select status from scheduling.appointments where id = ${data.bookAppointment.id}`
    expect(kept).toEqual({ status: 'SCHEDULED' })
  },
  120_000,
)
