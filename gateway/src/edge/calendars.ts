import express, { type Router } from 'express'
import type { Logger } from 'pino'
import { codeOf, ErrorCode, retryAfterSeconds } from '@vetgraph/kit/errors'
import { LazyAbort } from '@vetgraph/kit/serving/lazy-abort'
import type { Graph } from '../graph.ts'
import type { Sessions } from '../session.ts'
import { untrustedHeaders } from './attachment.ts'
import { isOverBudget } from './budget.ts'

const path = '/calendars/:secret.ics'

/** What making a calendar costs of the budget of the address that asks. */
const cost = 100

const read = 'query ($secret: String!) { calendarFile(secret: $secret) { fileName body } }'

interface Options {
  graph: Pick<Graph, 'links' | 'rateLimits'>
  sessions: Sessions
  log: Logger
}

/** Appointments as calendar programs fetch them, which cannot sign in: the secret in the address is what opens it (AP16). */
export function calendars({ graph, sessions, log }: Options): Router {
  const router = express.Router({ strict: true, caseSensitive: true })
  router.get(path, async (message, response, next) => {
    const requestId = String(response.getHeader('x-request-id'))
    const ip = message.ip ?? ''
    const link = graph.links.get('scheduling')
    if (!link) return next()
    if (await isOverBudget(graph.rateLimits, sessions.askerFrom(message, null, ip), cost, response)) return
    const request = sessions.requestFrom(message, null, { requestId, ip, abort: new LazyAbort() })
    const variables = { secret: message.params.secret }
    const { data, errors } = await link.execute({ query: read, variables }, request)
    const file = data?.['calendarFile'] as { fileName: string; body: string } | undefined
    if (file) {
      response.set(untrustedHeaders(file.fileName, 'text/calendar; charset=utf-8')).send(file.body)
      return
    }
    const [error] = errors ?? []
    const code = error && codeOf(error)
    log.info({ requestId, code }, 'there is no calendar at this address')
    if (code === ErrorCode.NOT_FOUND) return next()
    // A program that is told 404 may delete the calendar; this one may come again.
    response.set('retry-after', String(retryAfterSeconds)).status(503).end()
  })
  return router
}
