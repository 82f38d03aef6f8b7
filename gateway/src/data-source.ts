import type { GraphQLDataSource } from '@apollo/gateway'
import type { SubgraphRequest } from '@vetgraph/kit/context'
import type { LeavingFile } from '@vetgraph/kit/files/door'
import type { SubgraphRuntime } from '@vetgraph/kit/serving/runtime'
import { extensionsFor, headersFor } from '@vetgraph/kit/serving/wire'
import type { Logger } from 'pino'
import { Agent, fetch, Pool } from 'undici'
import { Breaker } from './breaker.ts'
import {
  cancelled,
  isWrite,
  notAsked,
  type Operation,
  type Result,
  type SubgraphLink,
  unavailable,
} from './link.ts'
import { remoteFiles } from './remote-files.ts'
import { RemoteUpstream } from './subscriptions/upstream.ts'

/** For how long a subgraph may take before its fields are given up. */
const maxWait = 10_000

export function localLink(runtime: SubgraphRuntime, deadline = maxWait): SubgraphLink {
  return {
    execute: (operation, request) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => resolve(unavailable()), deadline)
        runtime
          .execute(operation, request)
          .then((result) => resolve(result as Result), reject)
          .finally(() => clearTimeout(late))
      }),
    subscribe: (operation, request) =>
      runtime.subscribe(operation, request) as ReturnType<SubgraphLink['subscribe']>,
    state: () => runtime.state(),
    files: {
      receive: async (...file) => (await runtime.receiveFile(...file)) as Result,
      send: async (...asked) => (await runtime.sendFile(...asked)) as LeavingFile | Result,
    },
    close: () => runtime.stop(),
  }
}

interface RemoteOptions {
  name: string
  url: string
  deadline?: number
  log: Logger
}

/** Sends operations to a remote subgraph, with a deadline and a circuit breaker. */
class RemoteCaller {
  private readonly breaker: Breaker

  constructor(
    private readonly deadline: number,
    ...of: ConstructorParameters<typeof Breaker>
  ) {
    this.breaker = new Breaker(...of)
  }

  /**
   * Always resolves with a result; `heard` is called when the first byte of a response arrives. A write whose caller
   * disconnects is aborted, so that the subgraph skips what it has not started.
   */
  async ask(
    operation: Operation,
    { abort }: Pick<SubgraphRequest, 'abort'>,
    send: (signal: AbortSignal, heard: () => void) => Promise<unknown>,
  ): Promise<Result> {
    if (this.breaker.isOpen) return notAsked(operation)
    const caller = isWrite(operation) ? abort.signal : null
    if (caller?.aborted) return cancelled()
    const late = new AbortController()
    const end = () => late.abort()
    const timer = setTimeout(end, this.deadline)
    caller?.addEventListener('abort', end)
    let isHeard = false
    try {
      const answer = await send(late.signal, () => {
        isHeard = true
      })
      return isResult(answer) ? answer : unavailable()
    } catch {
      return caller?.aborted ? cancelled() : unavailable()
    } finally {
      clearTimeout(timer)
      caller?.removeEventListener('abort', end)
      if (!caller?.aborted) this.breaker.note(isHeard && !late.signal.aborted)
    }
  }

  close() {
    this.breaker.close()
  }
}

function isResult(answer: unknown): answer is Result {
  if (typeof answer !== 'object' || answer === null) return false
  const { data, errors } = answer as Result
  return (typeof data === 'object' && data !== null) || (Array.isArray(errors) && errors.length > 0)
}

const connectionsPerSubgraph = 64
/** Limits the response size, so that a faulty subgraph cannot exhaust memory. */
const largestAnswer = 32 * 1024 * 1024

const listOf = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat())

/** Over a pool of its own: the global `fetch` takes several times as long for a small answer. */
export function remoteLink({
  name,
  url,
  secret,
  deadline = maxWait,
  log,
}: RemoteOptions & { secret: string }): SubgraphLink {
  const { origin, pathname } = new URL(url)
  const upstream = new RemoteUpstream(url, secret)
  const pool = new Pool(origin, { connections: connectionsPerSubgraph, maxResponseSize: largestAnswer })
  const withCookies = name === 'identity'
  const state = async () => {
    try {
      const answer = await fetch(new URL('/health/ready', url), { signal: AbortSignal.timeout(3_000) })
      return answer.ok ? 'ready' : 'away'
    } catch {
      return 'away'
    }
  }
  const isBack = async () => (await state()) === 'ready'
  const line = new RemoteCaller(deadline, { subgraph: name, isBack, log })
  const files = remoteFiles(origin, secret, log)
  return {
    files,
    execute: (operation, request) =>
      line.ask(operation, request, async (signal, heard) => {
        const { query, operationName, variables } = operation
        const { headers, body } = await pool.request({
          path: pathname,
          method: 'POST',
          headers: headersFor(request, secret, withCookies),
          body: JSON.stringify({ query, operationName, variables, extensions: extensionsFor(request) }),
          signal,
        })
        heard()
        const answer: unknown = await body.json()
        if (withCookies && isResult(answer)) request.effects.setCookies.push(...listOf(headers['set-cookie']))
        return answer
      }),
    subscribe: (operation, request) => upstream.subscribe(operation, request),
    state,
    close: async () => {
      line.close()
      await upstream.close()
      await Promise.all([pool.destroy(), files.close()])
    },
  }
}

/** A subgraph that is not ours: it is told the operation and nothing else. */
export function foreignLink({ name, url, deadline = maxWait, log }: RemoteOptions): SubgraphLink {
  const upstream = new RemoteUpstream(url.replace(/^http/, 'ws'), null)
  const agent = new Agent({ maxResponseSize: largestAnswer })
  const post = (body: Operation, signal: AbortSignal) =>
    fetch(url, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      signal,
      redirect: 'error',
    })
  const state = async () => {
    try {
      const response = await post({ query: '{ __typename }' }, AbortSignal.timeout(deadline))
      return isResult(await response.json()) ? 'ready' : 'away'
    } catch {
      return 'away'
    }
  }
  const isBack = async () => (await state()) === 'ready'
  const line = new RemoteCaller(deadline, { subgraph: name, isBack, log })
  return {
    execute: (operation, request) =>
      line.ask(operation, request, async (signal, heard) => {
        const { query, operationName, variables } = operation
        const named = operationName ? { operationName } : {}
        const response = await post({ query, ...named, ...(variables ? { variables } : {}) }, signal)
        heard()
        return response.json()
      }),
    subscribe: (operation, request) => upstream.subscribe(operation, request),
    state,
    close: async () => {
      line.close()
      await upstream.close()
      await agent.destroy()
    },
  }
}

/** What @apollo/gateway calls for every fetch of a plan. */
export function dataSourceOf(link: SubgraphLink): GraphQLDataSource {
  return {
    async process({ request, context }) {
      const { query = '', operationName, variables } = request
      return link.execute({ query, operationName, variables }, context as unknown as SubgraphRequest)
    },
  }
}
