import type DataLoader from 'dataloader'
import type { Logger } from 'pino'
import type { Database } from './database/database.ts'
import { LazyAbort } from './serving/lazy-abort.ts'
import type { Live } from './work/live.ts'
import type { SubgraphName } from './contracts/subgraph-names.ts'
import type { Permission } from './contracts/permissions.ts'
import type { Sealer } from './access/seal.ts'
import type { Settings } from './settings.ts'

/** What a viewer may do, everywhere (`locationId` null) or at one location (AU6). */
export interface Grant {
  locationId: string | null
  permissions: ReadonlySet<Permission>
}

/** The viewer: a user, an API client, or the system itself, which may do everything. */
export interface Viewer {
  kind: 'user' | 'client' | 'system'
  /** The person's account; of an API client, its id. */
  userId: string
  /** Ends with the session; of an API client, with the secret that it used. */
  sessionId: string
  /** The household of a pet owner's account; null for staff who own no pets here. */
  ownerId: string | null
  roles: readonly string[]
  grants: readonly Grant[]
}

/** Cookies and headers that a subgraph adds to the gateway's HTTP response. */
export interface Effects {
  setCookies: string[]
}

/** One request as the gateway hands it to a subgraph, in this process or over HTTP. */
export interface SubgraphRequest {
  viewer: Viewer | null
  /** The access token itself, passed on to remote subgraphs, which verify it again. */
  token: string | null
  requestId: string
  ip: string
  userAgent: string
  origin: string
  cookies: Readonly<Record<string, string | undefined>>
  idempotencyKey: string | null
  effects: Effects
  /** Aborted once nobody waits for the answer: the caller has hung up, or has it. */
  abort: LazyAbort
}

/** Asks another subgraph for entities by id; used once per unknown id by `refs.ts`. */
export type AskPeer = (
  typename: string,
  ids: readonly string[],
  selection: string,
  /** Another subgraph than the entity's owner, for what it alone knows of it. */
  from?: SubgraphName,
) => Promise<ReadonlyArray<Record<string, unknown> | null>>

/** The fields that a query asks of each type, wherever in it. */
export type AskedFields = ReadonlyMap<string, ReadonlySet<string>>

/** Everything a service verb may use; the first argument of each. */
export interface Context extends SubgraphRequest {
  subgraph: string
  db: Database
  live: Live
  log: Logger
  now: () => Date
  settings: Settings
  sealer: Sealer
  /** Seals what one subgraph writes into a link and another opens. */
  linkSealer: Sealer
  askPeer: AskPeer
  /** One batch loader per entity and request, made on first use by `loader()` in refs.ts. */
  loaders: Map<object, DataLoader<string, unknown>>
  /** The selected fields by type of the current query; null for other operations. */
  asked: AskedFields | null
  /** Set while a transaction is open; `transact` joins it. */
  inTransaction: boolean
  /** What `signal` was told in it, to be sent by Redis once it is committed. */
  signals: string[]
}

export const systemViewer: Viewer = {
  kind: 'system',
  userId: '00000000-0000-0000-0000-000000000000',
  sessionId: 'system',
  ownerId: null,
  roles: [],
  grants: [],
}

/** The request context of the system itself: reactions to events, scheduled work, demo data. */
export function systemRequest(requestId: string): SubgraphRequest {
  return {
    viewer: systemViewer,
    token: null,
    requestId,
    ip: '',
    userAgent: 'vetgraph',
    origin: '',
    cookies: {},
    idempotencyKey: null,
    effects: { setCookies: [] },
    abort: new LazyAbort(),
  }
}
