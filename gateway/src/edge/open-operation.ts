import type { Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { codeOf, ErrorCode, retryAfterSeconds } from '@vetgraph/kit/errors'
import { LazyAbort } from '@vetgraph/kit/serving/lazy-abort'
import type { SubgraphName } from '@vetgraph/kit/contracts/subgraph-names'
import type { Graph } from '../graph.ts'
import type { Sessions } from '../session.ts'
import { isOverBudget } from './budget.ts'

export interface OpenOptions {
  graph: Pick<Graph, 'links' | 'rateLimits'>
  sessions: Sessions
  log: Logger
}

interface OpenOperation {
  subgraph: SubgraphName
  /** It takes the parameters of the address as variables. */
  query: string
  /** Of the budget of the address that asks. */
  cost: number
  answer: (data: Record<string, unknown>, response: Response) => void
}

/** Runs the one operation that an address opens without a session: what stands in the address is the right. */
export const openOperation =
  ({ graph, sessions, log }: OpenOptions, { subgraph, query, cost, answer }: OpenOperation): RequestHandler =>
  async (message: Request, response, next) => {
    const requestId = String(response.getHeader('x-request-id'))
    const ip = message.ip ?? ''
    const link = graph.links.get(subgraph)
    if (!link) return next()
    if (await isOverBudget(graph.rateLimits, sessions.askerFrom(message, null, ip), cost, response)) return
    const request = sessions.requestFrom(message, null, { requestId, ip, abort: new LazyAbort() })
    const { data, errors } = await link.execute({ query, variables: message.params }, request)
    const [error] = errors ?? []
    if (!error) return answer(data ?? {}, response)
    log.info({ requestId, code: codeOf(error) }, `${subgraph} refused what an address opens`)
    if (codeOf(error) === ErrorCode.NOT_FOUND) return next()
    // A program that is told 404 may forget the address; this one may come again.
    response.set('retry-after', String(retryAfterSeconds)).status(503).end()
  }
