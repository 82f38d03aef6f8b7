import { once } from 'node:events'
import { type AddressInfo, connect as dial, createServer, type Socket } from 'node:net'
import type postgres from 'postgres'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { connect } from './database/connect.ts'
import { cloneDatabase } from './testing/subgraph.ts'

// What our patch of the driver (`patches/`) mends: without it these hang until a timeout or end the process.

let database: Awaited<ReturnType<typeof cloneDatabase>>
let admin: postgres.Sql

beforeAll(async () => {
  database = await cloneDatabase()
  admin = connect(database.url, { max: 1, onnotice: () => {} })
  await admin`create table visit (reason text)`
})
afterAll(async () => {
  await admin.end()
  await database.drop()
})

/** A pool of one connection, so that the next statement must use the one that was lost. */
function openPool(url = database.url): postgres.Sql {
  const pool = connect(url, { max: 1, backoff: () => 0, onnotice: () => {} })
  onTestFinished(() => pool.end({ timeout: 1 }))
  return pool
}

const end = async (sql: postgres.Sql | postgres.TransactionSql) => {
  const [backend] = await sql`select pg_backend_pid() as pid`
  await admin`select pg_terminate_backend(${backend!['pid'] as number})`
}

/** A line to the database that can be cut as a failing network does it. */
async function openLine() {
  const { port } = (await admin`select current_setting('port')::int as port`)[0] as { port: number }
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = dial(port, '127.0.0.1')
    sockets.add(near)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.pipe(to)
      from.on('error', () => {})
      from.on('close', () => to.destroy())
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(database.url)
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return {
    url: url.toString(),
    cut: () => {
      for (const socket of sockets) socket.resetAndDestroy()
      sockets.clear()
    },
  }
}

test('a transaction whose connection is ended fails; the next statement is answered', async () => {
  const pool = openPool()
  const lost = pool.begin(async (tx) => {
    await end(tx)
    await tx`select pg_sleep(60)`
  })
  await expect(lost).rejects.toMatchObject({ code: expect.stringMatching(/^(57P01|CONNECTION_CLOSED)$/) })
  expect(await pool`select 1 as one`).toEqual([{ one: 1 }])
})

test('what a lost transaction still asks is refused, and not run within the next one', async () => {
  const pool = openPool()
  let goOn = () => {}
  const nextIsOpen = new Promise<void>((resolve) => {
    goOn = resolve
  })
  let refusal: unknown
  let hasAsked = () => {}
  const asked = new Promise<void>((resolve) => {
    hasAsked = resolve
  })
  const lost = pool.begin(async (tx) => {
    await end(tx).catch(() => {})
    await nextIsOpen
    await tx`insert into visit values ('of the lost')`.catch((error: unknown) => {
      refusal = error
    })
    hasAsked()
  })
  lost.catch(() => {})
  await pool.begin(async (tx) => {
    await tx`insert into visit values ('of the next')`
    goOn()
    await asked
  })
  await expect(lost).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
  expect(refusal).toMatchObject({ code: 'CONNECTION_CLOSED' })
  expect(await admin`select reason from visit`).toEqual([{ reason: 'of the next' }])
})

test('a line that is cut in a transaction leaves nothing behind for the next connection', async () => {
  const { url, cut } = await openLine()
  const pool = openPool(url)
  for (let round = 0; round < 3; round++) {
    const lost = pool.begin(async (tx) => {
      const sleep = tx`select pg_sleep(60)`.execute()
      await admin`select 1`
      cut()
      await sleep
    })
    await expect(lost).rejects.toMatchObject({
      code: expect.stringMatching(/^(ECONNRESET|CONNECTION_CLOSED)$/),
    })
    expect(await pool`select ${round}::int as round`).toEqual([{ round }])
    expect(await pool`select 1 as one`).toEqual([{ one: 1 }])
  }
})
