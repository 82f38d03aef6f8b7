import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Contender } from './contenders/contender.ts'
import { load, requestTo, type Sample } from './load.ts'
import type { Operation } from './operations.ts'
import { cpuOf, type Server } from './servers.ts'
import type { Site } from './site.ts'

export interface Running {
  contender: Contender
  server: Server
  /** Each contender has slots of its own, so that bookings do not conflict. */
  lane: number
}

export interface Slice extends Sample {
  /** Milliseconds of CPU per request, of the contender and all it started; PostgreSQL is not counted. */
  cpuMs: number
}

/** The slices of each contender, one per round. */
export type Rounds = Map<string, Slice[]>

export interface Effort {
  rounds: number
  seconds: number
  /** Seconds before it counts, in which compilers and plan caches settle. */
  warmUp: number
  connections: number
}

type Headers = Readonly<Record<string, string>>

/** One request: the body for this contender and the headers of a client that takes care. */
function requestFor({ contender, lane }: Running, operation: Operation, n: number, headers: Headers) {
  const variables = operation.variablesOf(n, lane)
  const { query, operationName } = operation
  return {
    body: contender.bodyOf?.(operation, variables) ?? { query, operationName, variables },
    headers: operation.writes ? { ...headers, 'idempotency-key': randomUUID() } : headers,
  }
}

async function answerOf(one: Running, operation: Operation, n: number, headers: Headers): Promise<unknown> {
  const request = requestFor(one, operation, n, headers)
  const response = await fetch(one.server.url, {
    method: 'POST',
    headers: { ...request.headers, 'content-type': 'application/json' },
    body: JSON.stringify(request.body),
  })
  const text = await response.text()
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown }
  if (errors !== undefined || !response.ok) {
    throw new Error(`${one.contender.name} answers ${operation.name} with ${text.slice(0, 1_500)}`)
  }
  return one.contender.dataOf?.(operation, data) ?? data
}

const ownToBookings = ['id', 'startsAt', 'endsAt']

/** What must be the same in every answer: all of it, but of a booking neither its id nor its slot. */
const comparable = (operation: Operation, data: unknown): unknown =>
  JSON.parse(
    JSON.stringify(data, (key, value: unknown) =>
      operation.writes && ownToBookings.includes(key) ? undefined : value,
    ),
  )

const compared = 10

/** Refuses to time contenders that do not answer the same. */
async function compare(running: readonly Running[], operation: Operation, headers: Headers) {
  for (let n = 0; n < compared; n++) {
    const [first, ...others] = await Promise.all(
      running.map(async (one) => ({
        one,
        data: comparable(operation, await answerOf(one, operation, n, headers)),
      })),
    )
    for (const other of others) {
      if (isDeepStrictEqual(other.data, first!.data)) continue
      const [a, b] = [first!, other].map(({ data }) => JSON.stringify(data).slice(0, 5_000))
      throw new Error(`${other.one.contender.name} answers ${operation.name} differently:\n${a}\n${b}`)
    }
  }
}

const prepared = 256

/** Loads the contenders in turn, again and again, so that what disturbs the machine disturbs all. */
export async function measure(
  site: Site,
  running: readonly Running[],
  operation: Operation,
  headersNow: () => Promise<Headers>,
  effort: Effort,
): Promise<Rounds> {
  await compare(running, operation, await headersNow())
  const sent = new Map(running.map((one) => [one, compared]))

  const slice = async (one: Running, seconds: number): Promise<Slice> => {
    const { url, pids } = one.server
    const headers = await headersNow()
    const make = (n: number) => {
      const request = requestFor(one, operation, n, headers)
      return requestTo(url, request.body, request.headers)
    }
    const reads = operation.writes ? [] : Array.from({ length: prepared }, (_, n) => make(n))
    const next = () => {
      const n = sent.get(one)!
      sent.set(one, n + 1)
      return reads[n % prepared] ?? make(n)
    }
    const counted = pids()
    const before = cpuOf(counted)
    const sample = await load(url, next, { connections: effort.connections, seconds })
    const cpuMs = (cpuOf(counted) - before) / sample.requests
    if (operation.writes) await site.drain()
    return { ...sample, cpuMs }
  }

  const rounds: Rounds = new Map(running.map(({ contender }) => [contender.name, []]))
  for (const one of running) await slice(one, effort.warmUp)
  for (let round = 0; round < effort.rounds; round++) {
    const turn = round % running.length
    for (const one of [...running.slice(turn), ...running.slice(0, turn)]) {
      rounds.get(one.contender.name)!.push(await slice(one, effort.seconds))
    }
  }
  return rounds
}
