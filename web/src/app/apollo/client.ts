import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, Observable } from '@apollo/client'
import { SetContextLink } from '@apollo/client/link/context'
import { ErrorLink } from '@apollo/client/link/error'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
import { GraphQLWsLink } from '@apollo/client/link/subscriptions'
import { type DocumentNode, OperationTypeNode } from 'graphql'
import { createClient } from 'graphql-ws'
import { from, map, repeat, retry, switchMap, throwError, timer } from 'rxjs'
import { LogoutDocument, RefreshSessionDocument } from '../session/session.gen'
import { codeOf } from '../../ui/errors'
import { session } from '../session/session'
import { connection } from './connection'
import { outageLink } from './outage'
import { typePolicies } from './typePolicies'

/** Operations that sign in or out must not be answered by signing in. */
const isAuthOperation = (name: string | undefined): boolean =>
  /^(Login|FinishOpenIdSignIn|ConfirmOpenIdSignIn|SwitchUser|RefreshSession|Logout)$/.test(name ?? '')

let refetchTimer: ReturnType<typeof setTimeout> | undefined

/** What was missed while nobody listened is fetched again, once, however many marks arrive together. */
function refetchSoon(): void {
  clearTimeout(refetchTimer)
  refetchTimer = setTimeout(() => void client.refetchQueries({ include: 'active' }), 50)
}

const socketUrl = (): string => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`

let tokenRefused = false
let pongTimer: ReturnType<typeof setTimeout> | undefined

export const socket = createClient({
  url: socketUrl,
  lazy: true,
  keepAlive: 10_000,
  retryAttempts: Number.POSITIVE_INFINITY,
  shouldRetry: () => true,
  retryWait: (tries) =>
    new Promise((resolve) =>
      setTimeout(resolve, Math.min(5_000, 300 * 2 ** tries) * (0.75 + Math.random() / 2)),
    ),
  connectionParams: async () => {
    if (tokenRefused || session.expiresSoon()) {
      tokenRefused = false
      await session.refresh().catch(() => false)
      if (session.get().phase === 'lost') await session.regained()
    }
    const token = session.token()
    return token ? { authorization: `Bearer ${token}` } : {}
  },
  on: {
    connected: () => {
      if (connection.opened() === 'again') refetchSoon()
    },
    closed: (event) => {
      const { code } = event as CloseEvent
      tokenRefused = code === 4401 || code === 4403
      if (session.get().phase !== 'signed-out') connection.lost()
    },
    ping: (received) => {
      if (received) return
      clearTimeout(pongTimer)
      // A frozen peer never closes its socket: no pong within five seconds counts as gone.
      pongTimer = setTimeout(() => socket.terminate(), 5_000)
    },
    pong: (received) => received && clearTimeout(pongTimer),
  },
})

// A socket may survive a spell without network half dead: a new one is certain.
window.addEventListener('online', () => socket.terminate())

/** Subscriptions outlive sockets, tokens and restarts of the server; only a refusal of the question itself ends one. */
const persistLink = new ApolloLink((operation, forward) =>
  forward(operation).pipe(
    map((result) => {
      if (result.extensions?.resync) refetchSoon()
      return result
    }),
    retry({
      delay: (error: unknown, attempt) => {
        const code = codeOf(error)
        if (code === 'UNAUTHENTICATED') tokenRefused = true
        else if (code === 'FORBIDDEN' || code === 'BAD_USER_INPUT' || code === 'GRAPHQL_VALIDATION_FAILED')
          return throwError(() => error)
        if (session.get().phase === 'signed-out') return throwError(() => error)
        connection.lost()
        return from(code === 'UNAUTHENTICATED' ? session.refresh().catch(() => false) : [true]).pipe(
          switchMap(() => timer(Math.min(15_000, 500 * 2 ** attempt))),
        )
      },
      resetOnSuccess: true,
    }),
    repeat({ delay: () => timer(2_000) }),
  ),
)

const authLink = new SetContextLink((context) => {
  const token = session.token()
  return {
    headers: {
      ...(context.headers as Record<string, string> | undefined),
      'apollo-require-preflight': 'true',
      ...(token && { authorization: `Bearer ${token}` }),
    },
  }
})

/** A stale token is renewed once and the request sent again; a lost session holds the request until the person is back. */
const renewLink = new ErrorLink(({ error, operation, forward }) => {
  if (codeOf(error) !== 'UNAUTHENTICATED' || isAuthOperation(operation.operationName)) return
  if (operation.getContext().renewed === true) return
  operation.setContext({ renewed: true })
  const renewed = session.refresh().then((ok) => ok || session.regained())
  return from(renewed).pipe(
    switchMap((ok) =>
      ok ? forward(operation) : new Observable<ApolloLink.Result>((observer) => observer.error(error)),
    ),
  )
})

/** Operations are registered at the server when it is built; a server of another build asks for the text. */
const hashLink = new PersistedQueryLink({
  generateHash: (document: DocumentNode & { __meta__?: { hash: string } }) => document.__meta__?.hash ?? '',
})

const httpLink = new HttpLink({ uri: '/graphql', credentials: 'include' })

export const client = new ApolloClient({
  cache: new InMemoryCache({ typePolicies }),
  link: outageLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    ApolloLink.from([persistLink, new GraphQLWsLink(socket)]),
    ApolloLink.from([renewLink, authLink, hashLink, httpLink]),
  ),
  // A part of the hospital that does not answer leaves its fields empty, not the page (K2).
  defaultOptions: { watchQuery: { errorPolicy: 'all' } },
})

session.refreshBy(async () => {
  try {
    const { data } = await client.mutate({ mutation: RefreshSessionDocument, fetchPolicy: 'no-cache' })
    return data?.refreshSession ?? null
  } catch (error) {
    if (codeOf(error) === 'UNAUTHENTICATED') return null
    throw error
  }
})

/** Forgets everything of the person who left: cache, socket and token. */
export async function forgetEverything(): Promise<void> {
  session.signOut()
  connection.reset()
  socket.terminate()
  await client.clearStore()
}

/** Covers the page of whoever left a shared workstation, and ends their session; what they typed stays beneath. */
export async function lockScreen(idle: boolean): Promise<void> {
  session.lock()
  socket.terminate()
  // Without a connection the server ends the session itself when nobody renews it.
  await client.mutate({ mutation: LogoutDocument, variables: { idle } }).catch(() => {})
}
