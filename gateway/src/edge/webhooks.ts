import express, { type Router } from 'express'
import type { Logger } from 'pino'
import { codeOf, ErrorCode, retryAfterSeconds } from '@vetgraph/kit/errors'
import { LazyAbort } from '@vetgraph/kit/serving/lazy-abort'
import { headerOf } from '@vetgraph/kit/serving/wire'
import type { Graph } from '../graph.ts'
import type { Sessions } from '../session.ts'
import { isOverBudget } from './budget.ts'

const path = '/webhooks/billing/:provider'
const maxEvent = '256kb'
const cost = 5

/** Where providers put their signature. */
const signatureHeaders = ['stripe-signature', 'x-signature']

const receive = 'mutation ($input: PaymentEventInput!) { receivePaymentEvent(input: $input) }'

const statuses: Partial<Record<string, number>> = {
  [ErrorCode.BAD_USER_INPUT]: 400,
  [ErrorCode.NOT_FOUND]: 404,
}

interface Options {
  graph: Pick<Graph, 'links' | 'rateLimits'>
  sessions: Sessions
  log: Logger
}

/**
 * Events of payment providers, as they came: billing compares the signature with the bytes. Whatever is not answered with
 * 200 the provider sends again.
 */
export function webhooks({ graph, sessions, log }: Options): Router {
  const router = express.Router({ strict: true, caseSensitive: true })
  router.post(path, express.text({ type: () => true, limit: maxEvent }), async (message, response, next) => {
    const requestId = String(response.getHeader('x-request-id'))
    const ip = message.ip ?? ''
    const link = graph.links.get('billing')
    if (!link) return next()
    if (await isOverBudget(graph.rateLimits, sessions.askerFrom(message, null, ip), cost, response)) return
    const request = sessions.requestFrom(message, null, { requestId, ip, abort: new LazyAbort() })
    const input = {
      provider: message.params.provider,
      body: typeof message.body === 'string' ? message.body : '',
      signature: signatureHeaders.flatMap((name) => headerOf(message.headers, name) ?? [])[0] ?? '',
    }
    const { errors } = await link.execute({ query: receive, variables: { input } }, request)
    const [error] = errors ?? []
    if (!error) return void response.json({ received: true })
    const code = codeOf(error)
    log.info({ requestId, code }, 'an event of a payment provider was refused')
    const status = statuses[code] ?? 503
    if (status === 503) response.set('retry-after', String(retryAfterSeconds))
    response.status(status).json({ errors: [{ message: error.message, extensions: { code, requestId } }] })
  })
  return router
}
