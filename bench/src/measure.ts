import { isDeepStrictEqual } from 'node:util'
import type { Contender } from './contenders/contender.ts'
import { load, requestTo, type Sample } from './load.ts'
import type { Operation } from './operations.ts'
import { cpuOf, type Server } from './servers.ts'

export interface Running {
  contender: Contender
  server: Server
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
  connections: number
}

type Headers = Readonly<Record<string, string>>

async function answerOf({ contender, server }: Running, operation: Operation, n: number, headers: Headers) {
  const variables = operation.variablesOf(n)
  const body = contender.bodyOf?.(operation, variables) ?? {
    query: operation.query,
    operationName: operation.operationName,
    variables,
  }
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  const { data, errors } = (response.ok ? JSON.parse(text) : { errors: text }) as {
    data?: unknown
    errors?: unknown
  }
  if (errors !== undefined) {
    throw new Error(
      `${contender.name} answers ${operation.name} with ${JSON.stringify(errors).slice(0, 1_500)}`,
    )
  }
  return contender.dataOf?.(operation, data) ?? data
}

const compared = 10

/** Refuses to time contenders that do not answer the same. */
export async function compare(running: readonly Running[], operation: Operation, headers: Headers) {
  for (let n = 0; n < compared; n++) {
    const [first, ...others] = await Promise.all(
      running.map(async (one) => ({ one, data: await answerOf(one, operation, n, headers) })),
    )
    for (const other of others) {
      if (isDeepStrictEqual(other.data, first!.data)) continue
      const [a, b] = [first!, other].map(({ data }) => JSON.stringify(data))
      throw new Error(
        `${other.one.contender.name} answers ${operation.name} differently:\n${a}\n${b}`.slice(0, 10_000),
      )
    }
  }
}

const prepared = 256

async function slice(
  { contender, server }: Running,
  operation: Operation,
  headers: Headers,
  effort: Effort,
): Promise<Slice> {
  const requests = Array.from({ length: prepared }, (_, n) => {
    const variables = operation.variablesOf(n)
    const { query, operationName } = operation
    return requestTo(
      server.url,
      contender.bodyOf?.(operation, variables) ?? { query, operationName, variables },
      headers,
    )
  })
  let sent = 0
  const next = () => requests[sent++ % prepared]!
  const pids = server.pids()
  const before = cpuOf(pids)
  const sample = await load(server.url, next, effort)
  return { ...sample, cpuMs: (cpuOf(pids) - before) / sample.requests }
}

const warmUp = 2

/** Loads the contenders in turn, again and again, so that what disturbs the machine disturbs all. */
export async function measure(
  running: readonly Running[],
  operation: Operation,
  headersNow: () => Promise<Headers>,
  effort: Effort,
): Promise<Rounds> {
  const rounds: Rounds = new Map(running.map(({ contender }) => [contender.name, []]))
  for (const one of running) await slice(one, operation, await headersNow(), { ...effort, seconds: warmUp })
  for (let round = 0; round < effort.rounds; round++) {
    const turn = round % running.length
    for (const one of [...running.slice(turn), ...running.slice(0, turn)]) {
      rounds.get(one.contender.name)!.push(await slice(one, operation, await headersNow(), effort))
    }
  }
  return rounds
}
