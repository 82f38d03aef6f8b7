import express, { type Router } from 'express'
import type { Logger } from 'pino'
import { codeOf, ErrorCode, retryAfterSeconds } from '@vetgraph/kit/errors'
import { LazyAbort } from '@vetgraph/kit/serving/lazy-abort'
import type { Graph } from '../graph.ts'
import type { Sessions } from '../session.ts'
import { isOverBudget } from './budget.ts'

const path = '/unsubscribe/:token'
const cost = 5

const withdraw = 'mutation ($token: String!) { withdrawReminders(token: $token) }'

interface Options {
  graph: Pick<Graph, 'links' | 'rateLimits'>
  sessions: Sessions
  log: Logger
}

/**
 * The button by which a mail program unsubscribes (RFC 8058): a POST without a session. Whoever opens the address in a
 * browser comes to the page of the link, because a program that looks at every link must not withdraw anything.
 */
export function unsubscribe({ graph, sessions, log }: Options): Router {
  const router = express.Router({ strict: true, caseSensitive: true })
  router.get(path, (message, response) => response.redirect(303, `/reminder#${message.params.token}`))
  router.post(path, async (message, response, next) => {
    const requestId = String(response.getHeader('x-request-id'))
    const ip = message.ip ?? ''
    const link = graph.links.get('notifications')
    if (!link) return next()
    if (await isOverBudget(graph.rateLimits, sessions.askerFrom(message, null, ip), cost, response)) return
    const request = sessions.requestFrom(message, null, { requestId, ip, abort: new LazyAbort() })
    const variables = { token: message.params.token }
    const { errors } = await link.execute({ query: withdraw, variables }, request)
    const [error] = errors ?? []
    if (!error) return void response.status(204).end()
    log.info({ requestId, code: codeOf(error) }, 'an unsubscription was refused')
    if (codeOf(error) === ErrorCode.NOT_FOUND) return next()
    response.set('retry-after', String(retryAfterSeconds)).status(503).end()
  })
  return router
}
