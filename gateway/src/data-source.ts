import type { GraphQLDataSource } from '@apollo/gateway'
import type { SubgraphRequest } from '@vetgraph/kit/context'
import type { SubgraphRuntime } from '@vetgraph/kit/runtime'
import { extensionsFor, headersFor } from '@vetgraph/kit/wire'
import { Pool } from 'undici'
import { type Operation, type Result, type SubgraphLink, unavailable } from './link.ts'
import { RemoteUpstream } from './subscriptions/upstream.ts'

export function localLink(runtime: SubgraphRuntime): SubgraphLink {
  return {
    execute: (operation, request) => runtime.execute(operation, request) as Promise<Result>,
    subscribe: (operation, request) =>
      runtime.subscribe(operation, request) as ReturnType<SubgraphLink['subscribe']>,
    state: () => runtime.state(),
    close: () => runtime.stop(),
  }
}

export interface RemoteOptions {
  name: string
  url: string
  secret: string
  /** How long a subgraph may take before its fields are given up. */
  deadline?: number
}

function isResult(answer: unknown): answer is Result {
  if (typeof answer !== 'object' || answer === null) return false
  const { data, errors } = answer as Result
  return (typeof data === 'object' && data !== null) || (Array.isArray(errors) && errors.length > 0)
}

const connectionsPerSubgraph = 64
/** A lying subgraph does not fill our memory. */
const largestAnswer = 32 * 1024 * 1024

const listOf = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat())

/** Over a pool of its own: the global `fetch` takes several times as long for a small answer. */
export function remoteLink({ name, url, secret, deadline = 10_000 }: RemoteOptions): SubgraphLink {
  const { origin, pathname } = new URL(url)
  const upstream = new RemoteUpstream(url, secret)
  const pool = new Pool(origin, { connections: connectionsPerSubgraph, maxResponseSize: largestAnswer })
  const withCookies = name === 'identity'
  return {
    async execute({ query, operationName, variables }, request) {
      const late = new AbortController()
      const timer = setTimeout(() => late.abort(), deadline)
      try {
        const { headers, body } = await pool.request({
          path: pathname,
          method: 'POST',
          headers: headersFor(request, secret, withCookies),
          body: JSON.stringify({ query, operationName, variables, extensions: extensionsFor(request) }),
          signal: late.signal,
        })
        const answer: unknown = await body.json()
        if (!isResult(answer)) return unavailable()
        if (withCookies) request.effects.setCookies.push(...listOf(headers['set-cookie']))
        return answer
      } catch {
        return unavailable()
      } finally {
        clearTimeout(timer)
      }
    },
    subscribe: (operation, request) => upstream.subscribe(operation, request),
    async state() {
      try {
        const answer = await fetch(new URL('/health/ready', url), { signal: AbortSignal.timeout(3_000) })
        return answer.ok ? 'ready' : 'away'
      } catch {
        return 'away'
      }
    },
    close: async () => {
      await upstream.close()
      await pool.destroy()
    },
  }
}

/** A subgraph that is not ours: it is told the operation and nothing else. */
export function foreignLink(url: string, deadline = 10_000): SubgraphLink {
  const upstream = new RemoteUpstream(url.replace(/^http/, 'ws'), null)
  const ask = async (body: Operation): Promise<unknown> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(deadline),
      redirect: 'error',
    })
    return response.json()
  }
  return {
    async execute({ query, operationName, variables }) {
      try {
        const answer = await ask({
          query,
          ...(operationName ? { operationName } : {}),
          ...(variables ? { variables } : {}),
        })
        return isResult(answer) ? answer : unavailable()
      } catch {
        return unavailable()
      }
    },
    subscribe: (operation, request) => upstream.subscribe(operation, request),
    async state() {
      try {
        return isResult(await ask({ query: '{ __typename }' })) ? 'ready' : 'away'
      } catch {
        return 'away'
      }
    },
    close: () => upstream.close(),
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
