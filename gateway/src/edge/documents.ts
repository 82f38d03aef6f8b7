import express, { type Router } from 'express'
import type { Logger } from 'pino'
import { LazyAbort } from '@vetgraph/kit/serving/lazy-abort'
import { codeOf, ErrorCode, retryAfterSeconds } from '@vetgraph/kit/errors'
import type { Graph } from '../graph.ts'
import type { Sessions } from '../session.ts'
import { untrustedHeaders } from './attachment.ts'
import { isOverBudget } from './budget.ts'

const path = '/documents/:subgraph/:address'

/** What making a document costs of the viewer's budget: about a tenth of a second. */
const cost = 100

interface Options {
  graph: Pick<Graph, 'links' | 'rateLimits'>
  sessions: Sessions
  log: Logger
}

interface DocumentFile {
  fileName: string
  body: string
}

const document = 'query ($address: String!) { documentFile(address: $address) { fileName body } }'

/**
 * Documents at addresses that a subgraph has made for one viewer. For everybody else, and for whatever the subgraph
 * refuses, there is nothing here: an address tells nobody what exists.
 */
export function documents({ graph, sessions, log }: Options): Router {
  const router = express.Router({ strict: true, caseSensitive: true })
  router.get(path, async (message, response, next) => {
    const requestId = String(response.getHeader('x-request-id'))
    const ip = message.ip ?? ''
    const link = graph.links.get(message.params.subgraph)
    const who = await sessions.verify(message.headers.authorization, requestId).catch(() => null)
    if (!link || !who?.viewer) return next()
    if (await isOverBudget(graph.rateLimits, sessions.askerFrom(message, who, ip), cost, response)) return
    const request = sessions.requestFrom(message, who, { requestId, ip, abort: new LazyAbort() })
    const { data, errors } = await link.execute(
      { query: document, variables: { address: message.params.address } },
      request,
    )
    const [error] = errors ?? []
    if (error && codeOf(error) === ErrorCode.UNAVAILABLE) {
      return void response
        .set('retry-after', String(retryAfterSeconds))
        .status(503)
        .json({
          errors: [{ message: error.message, extensions: { code: ErrorCode.UNAVAILABLE, requestId } }],
        })
    }
    const file = data?.['documentFile'] as DocumentFile | undefined
    if (!file) {
      log.info({ requestId, code: error && codeOf(error) }, 'there is no document at this address')
      return next()
    }
    response.set(untrustedHeaders(file.fileName, 'application/pdf')).send(Buffer.from(file.body, 'base64'))
  })
  return router
}
