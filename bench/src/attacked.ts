import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { demoAccounts } from '@vetgraph/gateway/start/accounts'
import { attacks, type Target } from './attacks.ts'
import type { Shift } from './bystander.ts'
import type { Facts } from './facts.ts'
import { quantile, requestTo } from './load.ts'
import { lanes, operationOf } from './operations.ts'
import { bench } from './places.ts'
import { run, stopped } from './servers.ts'
import type { Site } from './site.ts'
import { Token } from './token.ts'
import { startVetgraph } from './vetgraph.ts'

/** The waiting time of an unaffected user during one attack. */
export interface Attacked {
  title: string
  /** Milliseconds of the bystander's day sheet. */
  restP99: number
  p50: number
  p99: number
  /** Of the server, when the attack has ended. */
  rssMb: number
}

const desks = 3
/** Each desk stays within what a person may ask for. */
const pace = 50
const calm = 50
const maxCalm = 120_000

const password = 'demo-password'
const staff = '{ users(first: 50, filter: { active: true, staff: true }) { nodes { email } } }'

async function ask(url: URL, body: object, headers: Readonly<Record<string, string>>) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return (await response.json()) as { data?: unknown; errors?: unknown }
}

const rssOf = (pids: readonly number[]) =>
  pids.reduce((sum, pid) => {
    const [, kb] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return sum + Number(kb ?? 0) / 1024
  }, 0)

/** How long people at the desk wait for the day sheet while somebody attacks, beside how long they wait at rest. */
export async function attacked(site: Site, facts: Facts, seconds: number): Promise<Attacked[]> {
  const server = await startVetgraph('attacked', [], {
    ...site.environment,
    TRUST_PROXY: '1',
    RATE_LIMIT_STAFF: '600000',
    MAX_OPEN_OPERATIONS: '300',
  })
  const { url } = server
  const bystander = run({
    name: 'bystander',
    args: ['--import', import.meta.resolve('tsx'), join(bench, 'src/bystander.ts')],
    env: {},
  })
  try {
    const daySheet = operationOf('day-sheet', facts)
    const daySheetOf = (n: number) => {
      const { query, operationName } = daySheet
      return { query, operationName, variables: daySheet.variablesOf(n, 0) }
    }
    const admin = await new Token(
      url,
      demoAccounts.find(({ role }) => role === 'ADMIN')!,
    ).headers()
    const { data } = (await ask(url, { query: staff }, admin)) as {
      data: { users: { nodes: Array<{ email: string }> } }
    }
    const people: Array<Target['attacker']> = []
    for (const { email } of data.users.nodes) {
      people.push({ email, password, headers: await new Token(url, { email, password }).headers() })
    }
    // The users of the bench work at the location whose day is requested.
    const answers = await Promise.all(people.map(({ headers }) => ask(url, daySheetOf(0), headers)))
    const atDesks = people.filter((_, n) => !answers[n]!.errors).slice(0, desks)
    const attackers = people.filter((person) => !atDesks.includes(person))
    if (atDesks.length < desks || attackers.length < attacks.length)
      throw new Error(`Too few people: ${atDesks.length} at desks, ${attackers.length} others.`)
    const shift: Shift = {
      url: String(url),
      desks: atDesks.map(({ headers }) =>
        Array.from({ length: 20 }, (_, n) => requestTo(url, daySheetOf(n), headers).toString()),
      ),
      seconds,
      pace,
    }
    const watch = () =>
      new Promise<number[]>((resolve, reject) => {
        bystander.once('message', (told: { latencies: number[] } | { error: string }) => {
          if ('error' in told) reject(new Error(`A bystander was refused: ${told.error}`))
          else resolve(told.latencies.sort((a, b) => a - b))
        })
        bystander.send(shift)
      })
    const booking = operationOf('book', facts)
    let booked = 0
    const edit = () => {
      const { query, operationName } = booking
      const body = { query, operationName, variables: booking.variablesOf(booked++, lanes - 2) }
      return ask(url, body, { ...admin, 'idempotency-key': randomUUID() })
    }
    const settle = async () => {
      const givenUpAt = performance.now() + maxCalm
      for (let quick = 0; quick < 20 && performance.now() < givenUpAt; await sleep(50)) {
        const askedAt = performance.now()
        // It may have closed connections meanwhile.
        const isAnswered = await ask(url, daySheetOf(quick), atDesks[0]!.headers).then(
          () => true,
          () => false,
        )
        quick = isAnswered && performance.now() - askedAt < calm ? quick + 1 : 0
      }
    }
    await watch()
    const results: Attacked[] = []
    for (const [n, attack] of attacks.entries()) {
      await settle()
      const rest = await watch()
      const stop = new AbortController()
      const socketUrl = server.announcement.ws.replace('localhost', '127.0.0.1')
      const target: Target = {
        url,
        socketUrl,
        attacker: attackers[n]!,
        locationId: facts.locationId,
        edit,
      }
      const running = attack.run(target, stop.signal)
      const during = await watch()
      const rssMb = rssOf(server.pids())
      stop.abort()
      await running
      results.push({
        title: attack.title,
        restP99: quantile(rest, 0.99),
        p50: quantile(during, 0.5),
        p99: quantile(during, 0.99),
        rssMb,
      })
    }
    return results
  } finally {
    await stopped(bystander)
    await server.stop()
  }
}
