import type { IncomingMessage, Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ExecutionArgs, FormattedExecutionResult, GraphQLError } from 'graphql'
import type { Context, SubscribePayload } from 'graphql-ws'
import { useServer } from 'graphql-ws/use/ws'
import type { Logger } from 'pino'
import { WebSocket, WebSocketServer } from 'ws'
import type { SubgraphRequest } from '@vetgraph/kit/context'
import { codeOf, DomainError, ErrorCode, unauthenticated, unavailable } from '@vetgraph/kit/errors'
import { LazyAbort } from '@vetgraph/kit/serving/lazy-abort'
import { acceptUpgrades } from '@vetgraph/kit/serving/upgrades'
import { type Graph, isRefusal } from '../graph.ts'
import { isSubscription, type Operation } from '../operations/operations.ts'
import { type Sessions, requestIdOf } from '../session.ts'
import { hasTooManyValues } from './body.ts'
import { explain } from './errors.ts'
import { maxOpenOperations, OpenOperations } from './open-operations.ts'

const largestFrame = 1024 * 1024
const operationsPerSocket = 100
/** After this many consecutive refusals (too many operations) the socket is closed. */
const maxRefused = 20
/** How many pings a client may send in a minute; ours sends six. */
const maxPings = 120
const largestPing = 1_000
const minute = 60_000
/** What a client may leave unread before it is cut off. */
const largestBacklog = 16 * 1024 * 1024
/** How often a client is pinged, in milliseconds; one that has not answered by the next time is cut off. */
const pingInterval = 12_000
const serverWords = new Set<unknown>(['connection_ack', 'next', 'error'])
const badRequest = 4400
const forbidden = 4403
const tooLarge = 1009
const tryAgainLater = 1013
const closesWithin = 2_000
/** For how long the end waits for answers. */
const patience = 5_000

const isStopping = () => unavailable('This part of the system is being stopped. Connect again.')

interface Options {
  graph: Graph
  sessions: Sessions
  /** Whether a message was sent to a name of ours. */
  isToUs: (message: IncomingMessage) => boolean
  /** Whether a page that connects may. */
  isOurs: (message: IncomingMessage) => boolean
  ipOf: (message: IncomingMessage) => string
  /** Over all sockets of one person. */
  maxOpenOperations?: number | undefined
  /** How often clients are pinged, in place of the built-in number of milliseconds. */
  pingInterval?: number | undefined
  log: Logger
}

type Verified = Awaited<ReturnType<Sessions['verify']>>

// A type and not an interface, because graphql-ws asks for an index signature.
type Signed = {
  who?: Verified
  expiry?: NodeJS.Timeout
  unwatch?: () => void
  /** What each id names now. */
  named?: Map<string, LazyAbort>
  /** Consecutive operations refused because too many were open. */
  refused?: number
  /** How many it has sent in the minute that began at this time. */
  pings?: { count: number; since: number }
}

type Extra = { socket: WebSocket; request: IncomingMessage } & Signed

/** What `onSubscribe` prepares for `execute` and `subscribe`. */
interface Prepared {
  operation: Operation
  variables: Readonly<Record<string, unknown>>
  request: SubgraphRequest
  /** Gives its place among all open operations back. */
  leave: () => void
  /** Whether the client has completed the operation and reused its id, or has disconnected. */
  isOvertaken: () => boolean
}

/**
 * The result, unless its id was reused meanwhile: graphql-ws would take it for that of the later operation. The promise
 * that then stays pending is garbage-collected.
 */
function unlessOvertaken<T>({ isOvertaken }: Pick<Prepared, 'isOvertaken'>, result: T): T | Promise<never> {
  if (!isOvertaken()) return result
  void (result as Partial<AsyncIterator<unknown>>).return?.()
  return new Promise(() => {})
}

/** The token as a client sends it when it connects; some tools send the HTTP header's name as it was typed. */
const authorizationIn = (params: Readonly<Record<string, unknown>> | undefined) =>
  Object.entries(params ?? {}).find(([name]) => name.toLowerCase() === 'authorization')?.[1]

const idempotencyKeyIn = (extensions: SubscribePayload['extensions']) => {
  const key = extensions?.['idempotencyKey']
  return typeof key === 'string' ? key : null
}

/** Refuses what only servers say, which the package would take for a mistake of its own (4500). */
function asClientsSay(key: string, value: unknown): unknown {
  if (key === '' && serverWords.has((value as { type?: unknown } | null)?.type))
    throw new Error('only servers say this')
  return value
}

/** Closes the socket of a client that sends many or large pings: they cost no points, and their payload is sent back. */
function notePing(extra: Extra, payload: unknown) {
  const now = performance.now()
  if (!extra.pings || now - extra.pings.since > minute) extra.pings = { count: 0, since: now }
  extra.pings.count += 1
  if (extra.pings.count > maxPings) extra.socket.close(tryAgainLater, 'Too many pings')
  if (payload && JSON.stringify(payload).length > largestPing)
    extra.socket.close(tooLarge, 'The payload of a ping is too large')
}

/** Closes the socket of a client that keeps exceeding the limit. */
function noteRefusal(extra: Extra, refusal: GraphQLError | null | undefined) {
  const isTooMany = refusal && codeOf(refusal) === ErrorCode.TOO_MANY_REQUESTS
  extra.refused = isTooMany ? (extra.refused ?? 0) + 1 : 0
  if (extra.refused > maxRefused) extra.socket.close(tryAgainLater, 'Too many operations')
}

/** Responses to a client that reads nothing would be buffered without limit. */
function cutOffDeaf(socket: WebSocket) {
  if (socket.bufferedAmount > largestBacklog) socket.terminate()
}

/** Closes a socket; if the client does not close it in turn, terminates it, so that its streams end. */
function dismiss(socket: WebSocket, reason: string) {
  socket.close(forbidden, reason)
  setTimeout(() => socket.terminate(), closesWithin).unref()
}

/** The graph over graphql-transport-ws, at the same path as HTTP. */
export function acceptSockets(server: Server, options: Options) {
  const { graph, sessions, isToUs, isOurs, ipOf, log } = options
  const { rateLimits } = graph
  let ending = false
  /** Operations not yet answered, without streams. */
  const unanswered = new Set<LazyAbort>()
  let allAnswered = () => {}
  const forget = (claim: LazyAbort | undefined) => {
    if (claim && unanswered.delete(claim) && unanswered.size === 0) allAnswered()
  }
  /** The operation is over: answered, replaced under its id, or its socket closed. */
  const abandon = (claim: LazyAbort | undefined) => {
    claim?.abort()
    forget(claim)
  }
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestFrame,
    // Operations completed by one frame are removed before the next frame is read.
    allowSynchronousEvents: false,
  })

  const open = new OpenOperations(options.maxOpenOperations ?? maxOpenOperations)

  const answered = ({ named }: Signed, id: string) => {
    abandon(named?.get(id))
    named?.delete(id)
  }

  const refusalOf = (message: IncomingMessage): string | null => {
    if (!isToUs(message)) return '421 Misdirected Request'
    if (message.url?.split('?')[0] !== '/graphql') return '404 Not Found'
    return isOurs(message) ? null : '403 Forbidden'
  }

  acceptUpgrades(server, sockets, {
    refusalOf,
    onOpen: (client) => {
      // The package's own listener hears only what may be parsed.
      const listeners = client.listeners('message')
      client.removeAllListeners('message')
      client.on('message', (data: Buffer, isBinary) => {
        if (isBinary) client.close(badRequest, 'Invalid message received')
        cutOffDeaf(client)
        if (hasTooManyValues(data)) client.close(tooLarge, 'Too many values')
        if (client.readyState === WebSocket.OPEN)
          for (const listen of listeners) listen.call(client, data, isBinary)
      })
    },
    log,
  })

  const prepare = async (
    { extra, subscriptions }: Context<Record<string, unknown>, Extra>,
    asked: SubscribePayload,
    abort: LazyAbort,
    { leave, isOvertaken }: Pick<Prepared, 'leave' | 'isOvertaken'>,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> => {
    const { query, operationName, variables, extensions } = asked
    const requestId = requestIdOf(extra.request)
    if (ending) return [explain(isStopping(), requestId, log)]
    // The one that is being prepared is among them already.
    if (Object.keys(subscriptions).length > operationsPerSocket) {
      const refusal = new DomainError(
        ErrorCode.TOO_MANY_REQUESTS,
        `A connection carries up to ${operationsPerSocket} operations at once.`,
        { limit: operationsPerSocket },
      )
      return [explain(refusal, requestId, log)]
    }
    const request = sessions.requestFrom(extra.request, extra.who ?? null, {
      requestId,
      ip: ipOf(extra.request),
      abort,
      // The headers are those of the connection, which carries many operations.
      idempotencyKey: idempotencyKeyIn(extensions),
    })
    const operation = await graph.understand({ query, operationName, extensions }, request)
    if (isRefusal(operation)) return operation.errors
    const admitted = await graph.admit(operation, variables ?? {}, request, 'socket')
    if (isRefusal(admitted)) return admitted.errors
    // Frames of a socket that is being closed still come in; its session may be over.
    if (extra.socket.readyState !== WebSocket.OPEN) return [unauthenticated()]
    const prepared: Prepared = { operation, variables: variables ?? {}, request, leave, isOvertaken }
    // The package wants to see a document; what is run is what was prepared.
    const { document, name } = operation
    return { schema: graph.schema, document, operationName: name, contextValue: prepared }
  }

  const ended = useServer<Record<string, unknown>, Signed>(
    {
      isProd: true,
      jsonMessageReviver: asClientsSay,
      onConnect: async ({ connectionParams, extra }) => {
        try {
          extra.who = await sessions.verify(authorizationIn(connectionParams), requestIdOf(extra.request))
        } catch (error) {
          // After 1013 a client reconnects as it is; after 4403 with a fresh token.
          if (codeOf(error as GraphQLError) === ErrorCode.UNAVAILABLE)
            extra.socket.close(tryAgainLater, 'Try again later.')
          return false
        }
        // The socket may have closed meanwhile; then nothing would release what waits for its end.
        if (extra.socket.readyState !== WebSocket.OPEN) return false
        if (extra.who) {
          const left = extra.who.expiresAt.getTime() - Date.now()
          extra.expiry = setTimeout(() => dismiss(extra.socket, 'The access token has expired.'), left)
          extra.unwatch = sessions.whenEnded(extra.who, () => dismiss(extra.socket, 'The session has ended.'))
        }
        return true
      },
      onPing: ({ extra }, payload) => notePing(extra as Extra, payload),
      onClose: ({ extra }) => {
        clearTimeout(extra.expiry)
        extra.unwatch?.()
        extra.named?.forEach(abandon)
      },
      onSubscribe: async (context, id, payload) => {
        const extra = context.extra as Extra
        const { named = new Map<string, LazyAbort>(), who = null, request } = extra
        extra.named = named
        const claim = new LazyAbort()
        abandon(named.get(id))
        named.set(id, claim)
        let leave: () => void
        try {
          leave = open.take(rateLimits.askerKey(sessions.askerFrom(request, who, ipOf(request))))
        } catch (error) {
          const refusal = explain(error, requestIdOf(request), log)
          noteRefusal(extra, refusal)
          return [refusal]
        }
        unanswered.add(claim)
        const isOvertaken = () =>
          (named.has(id) && named.get(id) !== claim) || extra.socket.readyState !== WebSocket.OPEN
        const prepared = await prepare(context as Context<Record<string, unknown>, Extra>, payload, claim, {
          leave,
          isOvertaken,
        })
        noteRefusal(extra, 'contextValue' in prepared ? null : (prepared as readonly GraphQLError[])[0])
        const isRun = 'contextValue' in prepared && !isOvertaken()
        if (!isRun) leave()
        if (isRun && isSubscription((prepared.contextValue as Prepared).operation)) forget(claim)
        return unlessOvertaken({ isOvertaken }, prepared)
      },
      execute: (async ({ contextValue }: ExecutionArgs) => {
        const prepared = contextValue as Prepared
        const { operation, variables, request, leave } = prepared
        const answer = await graph.answer(operation, variables, request, 'socket')
        leave()
        return unlessOvertaken(prepared, answer)
      }) as never,
      subscribe: (async ({ contextValue }: ExecutionArgs) => {
        const prepared = contextValue as Prepared
        const { operation, variables, request, leave } = prepared
        return unlessOvertaken(prepared, await graph.subscribe(operation, variables, request, leave))
      }) as never,
      onComplete: ({ extra }, id) => answered(extra, id),
      onError: ({ extra }, id) => answered(extra, id),
      onNext: ({ extra }, _id, _payload, _args, result) => {
        cutOffDeaf((extra as Extra).socket)
        // It is formatted already, errors included.
        return result as FormattedExecutionResult
      },
    },
    sockets,
    options.pingInterval ?? pingInterval,
  )

  return {
    /** Closes every socket with 1001 and terminates those that do not close. */
    close: async () => {
      ending = true
      const last = new Promise<void>((resolve) => {
        allAnswered = resolve
        if (unanswered.size === 0) resolve()
      })
      await Promise.race([last, sleep(patience, undefined, { ref: false })])
      const stragglers = setTimeout(() => {
        for (const client of sockets.clients) client.terminate()
      }, 2_000)
      await ended.dispose()
      clearTimeout(stragglers)
    },
    get count() {
      return sockets.clients.size
    },
  }
}
