import type { IncomingMessage, ServerResponse } from 'node:http'
import { type ApolloServer, HeaderMap } from '@apollo/server'
import { GraphQLError } from 'graphql'
import { LRUCache } from 'lru-cache'
import Negotiator from 'negotiator'
import type { SubgraphRequest } from '@vetgraph/kit/context'
import { DomainError, ErrorCode } from '@vetgraph/kit/errors'
import { LazyAbort } from '@vetgraph/kit/serving/lazy-abort'
import { type Graph, isRefusal, type Refusal } from '../graph.ts'
import type { Asked, Operation } from '../operations/operations.ts'
import type { Sessions } from '../session.ts'
import { Excess, maxValues } from './body.ts'
import { type Presented, retryAfter, statusOf } from './errors.ts'

interface Options {
  graph: Graph
  server: ApolloServer<SubgraphRequest>
  sessions: Sessions
}

export interface Arrived {
  message: IncomingMessage
  response: ServerResponse
  /** What every answer carries and is not set yet, name after name. */
  headers: readonly string[]
  requestId: string
  ip: string
  /** The parsed body, when it was JSON. */
  body: unknown
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isAbsent = (value: unknown) => value === undefined || value === null

/** What a plain POST asks; null for whatever Apollo Server is to answer or to refuse. */
function askedBy({ message, body }: Arrived): Asked | null {
  if (message.method !== 'POST' || !isRecord(body)) return null
  const { query, operationName, variables, extensions } = body
  const byHash = isAbsent(query) && isRecord(extensions) && 'persistedQuery' in extensions
  if (!byHash && (typeof query !== 'string' || query === '')) return null
  if (!isAbsent(operationName) && typeof operationName !== 'string') return null
  if (!isAbsent(variables) && !isRecord(variables)) return null
  if (!isAbsent(extensions) && !isRecord(extensions)) return null
  return body as Asked
}

const tooManyValues = () =>
  new DomainError(ErrorCode.PAYLOAD_TOO_LARGE, `The request has more than ${maxValues} values.`)

const spoken = ['application/json', 'application/graphql-response+json']

/** The response media type, by the request's `Accept` header. */
const formOf = new LRUCache<string, string>({
  max: 200,
  memoMethod: (accept) => new Negotiator({ headers: { accept } }).mediaType(spoken) ?? '',
})

/** Sets headers that are listed as `writeHead` takes them. */
export function setAll(response: ServerResponse, headers: readonly string[]) {
  for (let i = 0; i < headers.length; i += 2) response.setHeader(headers[i]!, headers[i + 1]!)
}

function send(
  { response, headers }: Arrived,
  form: string,
  answer: Presented,
  own: Readonly<Record<string, string>> = {},
  setCookies: readonly string[] = [],
) {
  const text = JSON.stringify(answer)
  const all = [...headers]
  for (const name in own) all.push(name, own[name]!)
  const seconds = answer.errors ? retryAfter(answer) : null
  if (seconds !== null && !own['retry-after']) all.push('retry-after', String(seconds))
  // In the list, only the last would be left when other headers are set already.
  if (setCookies.length > 0) response.setHeader('set-cookie', [...setCookies])
  all.push('content-type', `${form}; charset=utf-8`)
  const length = Buffer.byteLength(text)
  all.push('content-length', String(length))
  all.push('cache-control', 'no-store')
  // As one list and a string, because head and body are then checked once and leave in one piece.
  // Where a character is a byte, the text is copied as it is.
  response.writeHead(statusOf(answer), all).end(text, length === text.length ? 'latin1' : 'utf8')
}

/** Aborted when the answer has gone out, or the caller has hung up. */
function abortOf(response: ServerResponse): LazyAbort {
  const abort = new LazyAbort()
  response.once('close', () => abort.abort())
  return abort
}

/** Answers GraphQL over HTTP. */
export function graphqlOverHttp({ graph, server, sessions }: Options) {
  return async (arrived: Arrived) => {
    const { message, response, requestId, ip } = arrived
    const abort = abortOf(response)
    const asked = askedBy(arrived)
    const form = formOf.memo(message.headers.accept ?? '*/*')
    // Before anything runs whose answer nobody would take.
    if (!form) throw Object.assign(new Error(), { type: 'answer.unacceptable' })
    if (!asked && !(arrived.body instanceof Excess)) {
      const refusal = await byApollo({ graph, server, sessions }, arrived, abort)
      return refusal && send(arrived, form, { errors: refusal.errors }, refusal.headers)
    }
    let who
    try {
      who = await sessions.verify(message.headers.authorization, requestId)
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error
      const { http, ...extensions } = error.extensions as { http?: { headers: HeaderMap } }
      const refusal = new GraphQLError(error.message, { extensions })
      return send(arrived, form, { errors: [refusal] }, Object.fromEntries(http?.headers ?? []))
    }
    const request = sessions.requestFrom(message, who, { requestId, ip, abort })
    if (!asked) {
      const { errors, headers } = await graph.refuse([tooManyValues()], request)
      return send(arrived, form, { errors }, headers)
    }
    const operation = await graph.understand(asked, request)
    if (isRefusal(operation)) return send(arrived, form, { errors: operation.errors }, operation.headers)
    const variables = asked.variables ?? {}
    const admitted = await graph.admit(operation, variables, request, 'http')
    if (isRefusal(admitted)) return send(arrived, form, { errors: admitted.errors }, admitted.headers)
    const answer = await graph.answer(operation, variables, request)
    send(arrived, form, answer, admitted.headers, request.effects.setCookies)
  }
}

/** What a GET asks. */
function askedByGet(search: URLSearchParams): Asked | null {
  const query = search.get('query') || null
  const extensions = objectIn(search.get('extensions'))
  if (!query && !isRecord(extensions?.['persistedQuery'])) return null
  return { query, operationName: search.get('operationName') || null, extensions }
}

function objectIn(json: string | null): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json ?? 'null')
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

/** The same by its text, which is all that Apollo Server reads. */
function searchOf(search: URLSearchParams, { text, name }: Operation): string {
  const variables = search.get('variables')
  return `?${String(
    new URLSearchParams({
      query: text,
      ...(name ? { operationName: name } : {}),
      ...(variables ? { variables } : {}),
    }),
  )}`
}

/**
 * The rest of the protocol: GET, and refusals of what is no request at all. Answers what is refused
 * by our own gates before Apollo Server validates it, and after it has seen that no other site sent it.
 */
async function byApollo(
  { graph, server, sessions }: Options,
  { message, response, headers: common, requestId, ip, body }: Arrived,
  abort: LazyAbort,
): Promise<Refusal | undefined> {
  setAll(response, common)
  const headers = new HeaderMap()
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  const setCookies: string[] = []
  let refusal: Refusal | undefined
  const { method = 'GET', url = '/' } = message
  const { search, searchParams } = new URL(url, 'http://localhost')
  const httpGraphQLRequest = { method, headers, search, body }
  const answer = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest,
    context: async () => {
      const who = await sessions.verify(message.headers.authorization, requestId)
      const request = {
        ...sessions.requestFrom(message, who, { requestId, ip, abort }),
        effects: { setCookies },
      }
      const asked = method === 'GET' ? askedByGet(searchParams) : null
      const operation = asked && (await graph.understand(asked, request))
      if (!operation) return request
      if (!isRefusal(operation)) {
        httpGraphQLRequest.search = searchOf(searchParams, operation)
        return request
      }
      refusal = operation
      throw new GraphQLError('refused', { extensions: { requestId } })
    },
  })
  if (refusal) return refusal
  for (const [name, value] of answer.headers) response.setHeader(name, value)
  if (setCookies.length > 0) response.setHeader('set-cookie', setCookies)
  response.setHeader('cache-control', 'no-store')
  response.statusCode = answer.status ?? 200
  response.end(answer.body.kind === 'complete' ? withRequestId(answer.body.string, requestId) : '')
}

/** Apollo Server's own refusals know no request id. */
function withRequestId(text: string, requestId: string): string {
  const { errors, ...others } = JSON.parse(text) as { errors?: Array<{ extensions?: object }> }
  if (!errors) return text
  const told = errors.map((error) => ({ ...error, extensions: { requestId, ...error.extensions } }))
  return JSON.stringify({ errors: told, ...others })
}
