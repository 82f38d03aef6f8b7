import { pipeline } from 'node:stream/promises'
import express, { type Request, type Response, type Router } from 'express'
import type { Logger } from 'pino'
import type { SubgraphRequest } from '@vetgraph/kit/context'
import { badInput, codeOf, DomainError, ErrorCode } from '@vetgraph/kit/errors'
import { maxFileBytes } from '@vetgraph/kit/files/door'
import { LazyAbort } from '@vetgraph/kit/serving/lazy-abort'
import type { Graph } from '../graph.ts'
import type { FileLink, Result } from '../link.ts'
import type { Sessions } from '../session.ts'
import { untrustedHeaders } from './attachment.ts'
import { isOverBudget } from './budget.ts'
import { retryAfter, statusOf } from './errors.ts'

const path = '/files/:subgraph/:address'

/** What a file costs of the viewer's budget. */
const costs = { PUT: 100, GET: 5 }

interface Options {
  graph: Pick<Graph, 'links' | 'rateLimits'>
  sessions: Sessions
  log: Logger
}

interface Asked {
  files: FileLink
  address: string
  request: SubgraphRequest
}

const isNotFound = ({ errors }: Result) =>
  errors !== undefined && errors.some((error) => codeOf(error) === ErrorCode.NOT_FOUND)

/**
 * Files at addresses that a subgraph has made for one viewer: sent with PUT, fetched with GET, streamed either way. For
 * everybody else, and for whatever the subgraph refuses to give out, there is nothing here.
 */
export function files({ graph, sessions, log }: Options): Router {
  const router = express.Router({ strict: true, caseSensitive: true })

  /** Who asks for what; null after whoever asked was answered that there is nothing, or to ask later. */
  async function askedBy(
    message: Request<{ subgraph: string; address: string }>,
    response: Response,
    next: () => void,
  ): Promise<Asked | null> {
    const requestId = String(response.getHeader('x-request-id'))
    const ip = message.ip ?? ''
    const link = graph.links.get(message.params.subgraph)
    const who = await sessions.verify(message.headers.authorization, requestId).catch(() => null)
    if (!link?.files || !who?.viewer) {
      next()
      return null
    }
    const cost = costs[message.method as keyof typeof costs] ?? 0
    if (await isOverBudget(graph.rateLimits, sessions.askerFrom(message, who, ip), cost, response))
      return null
    const request = sessions.requestFrom(message, who, { requestId, ip, abort: new LazyAbort() })
    return { files: link.files, address: message.params.address, request }
  }

  function answer(response: Response, result: Result) {
    const seconds = retryAfter(result)
    if (seconds !== null) response.set('retry-after', String(seconds))
    const { data, errors } = result
    const status = statusOf({ ...(data ? { data } : {}), errors: errors as never })
    response.set('cache-control', 'no-store').status(status).json(result)
  }

  const refuse = (response: Response, { requestId }: SubgraphRequest, error: DomainError, status = 400) =>
    response
      .set('connection', 'close')
      .status(status)
      .json({ errors: [{ message: error.message, extensions: { ...error.extensions, requestId } }] })

  router.put(path, async (message, response, next) => {
    const asked = await askedBy(message, response, next)
    if (!asked) return
    const { files, address, request } = asked
    const { 'content-length': length, 'transfer-encoding': chunked } = message.headers
    if (chunked !== undefined) {
      return void refuse(response, request, badInput('bytes', 'Send the file with its Content-Length.'), 411)
    }
    const bytes = Number(length ?? 0)
    if (bytes > maxFileBytes) {
      const error = new DomainError(ErrorCode.PAYLOAD_TOO_LARGE, 'A file is at most 100 MB.', {
        field: 'bytes',
      })
      return void refuse(response, request, error, 413)
    }
    const result = await files.receive(address, { body: message, bytes }, request)
    if (message.errored || (message.destroyed && !message.complete)) {
      return log.info({ requestId: request.requestId }, 'an upload was cut off')
    }
    if (isNotFound(result)) return next()
    answer(response, result)
  })

  router.get(path, async (message, response, next) => {
    const asked = await askedBy(message, response, next)
    if (!asked) return
    const { files, address, request } = asked
    const file = await files.send(address, request)
    if (!('body' in file)) {
      const [error] = file.errors ?? []
      if (error && codeOf(error) === ErrorCode.UNAVAILABLE) return answer(response, file)
      log.info(
        { requestId: request.requestId, code: error && codeOf(error) },
        'there is no file at this address',
      )
      return next()
    }
    response.set(untrustedHeaders(file.name, file.mediaType)).set('content-length', String(file.bytes))
    await pipeline(file.body, response).catch((err: unknown) =>
      log.info({ err, requestId: request.requestId }, 'a download was cut off'),
    )
  })

  return router
}
