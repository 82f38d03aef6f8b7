import { useSyncExternalStore } from 'react'
import type { Session_userFragment } from './session.gen'

export type SessionState =
  /** The page has just opened and asks whether the cookie still stands for someone. */
  | { phase: 'starting'; user: null }
  | { phase: 'unreachable'; user: null }
  | { phase: 'signed-out'; user: null }
  | { phase: 'signed-in'; user: Session_userFragment }
  /** Ended while someone worked: the page stays as it is under a dialog that asks for the password. */
  | { phase: 'lost'; user: Session_userFragment }

export interface Granted {
  accessToken: string
  /** For how many seconds; this computer's clock may be wrong, so nothing is compared with it. */
  expiresIn: number
  user: Session_userFragment
}

let state: SessionState = { phase: 'starting', user: null }
// The token lives here and nowhere else: nothing another script or another user of this computer could read later.
// When it ends is by `performance.now()`.
let token: { value: string; expires: number } | null = null
let renewal: ReturnType<typeof setTimeout> | undefined
let refreshing: Promise<boolean> | null = null
// A screen that was locked is opened by whoever proves who they are, and not by a cookie that still stands.
let locked = false
/** Counts the locks: what was asked before one of them says nothing about whoever comes after it. */
let locks = 0
const listeners = new Set<() => void>()
/** The tabs of one browser share its cookie, and what one of them has renewed. */
let tabs: BroadcastChannel | null = null

/** Set by the client at start: asks the graph for a new session, null when the cookie is no longer good. */
let ask: () => Promise<Granted | null> = () => Promise.resolve(null)

function set(next: SessionState): void {
  state = next
  for (const listener of listeners) listener()
}

function grant(granted: Granted): void {
  const life = granted.expiresIn * 1000
  token = { value: granted.accessToken, expires: performance.now() + life }
  locked = false
  clearTimeout(renewal)
  // Not all tabs in the same moment: the first renews for all of them.
  const early = Math.max(30_000, life * 0.2) + Math.random() * life * 0.1
  renewal = setTimeout(() => void session.refresh().catch(() => {}), Math.max(5_000, life - early))
  set({ phase: 'signed-in', user: granted.user })
}

function end(phase: 'signed-out' | 'lost'): void {
  token = null
  clearTimeout(renewal)
  set(
    phase === 'lost' && state.user
      ? { phase: 'lost', user: state.user }
      : { phase: 'signed-out', user: null },
  )
}

export const session = {
  refreshBy: (refresher: () => Promise<Granted | null>): void => {
    ask = refresher
    tabs = new BroadcastChannel('vetgraph.session')
    tabs.onmessage = ({ data }: MessageEvent<Granted>) => {
      if (!locked && state.phase === 'signed-in' && state.user.id === data.user.id) grant(data)
    }
  },
  get: (): SessionState => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  token: (): string | null => token?.value ?? null,
  expiresSoon: (): boolean => token !== null && token.expires - performance.now() < 15_000,
  grant,
  signOut: (): void => {
    locked = false
    end('signed-out')
  },

  /** The person has left the shared workstation: the page stays as it is, covered, until somebody proves who they are. */
  lock: (): void => {
    locked = true
    locks += 1
    refreshing = null
    end('lost')
  },

  /** Another tab was opened again: the cookie is somebody's who has proved it there. */
  openedElsewhere: (): Promise<boolean> => {
    locked = false
    return session.refresh()
  },

  /** One refresh at a time however many requests found their token stale; false when the session is over. */
  refresh(): Promise<boolean> {
    if (locked) return Promise.resolve(false)
    if (refreshing) return refreshing
    const asked = locks
    const mine = ask()
      .then((granted) => {
        if (asked !== locks) return false
        if (granted) {
          grant(granted)
          tabs?.postMessage(granted)
        } else end(state.phase === 'signed-in' || state.phase === 'lost' ? 'lost' : 'signed-out')
        return granted !== null
      })
      .finally(() => {
        if (refreshing === mine) refreshing = null
      })
    refreshing = mine
    return refreshing
  },

  async start(): Promise<void> {
    set({ phase: 'starting', user: null })
    try {
      await session.refresh()
    } catch {
      set({ phase: 'unreachable', user: null })
    }
  },

  /** The token to ask with: renewed before it ends, waited for while the screen is covered; null when it will not come. */
  async usableToken(): Promise<string | null> {
    if (session.expiresSoon()) await session.refresh()
    if (token === null && !(await session.regained())) return null
    return session.token()
  },

  /** Waits until the same person has signed in again; false when they chose to leave, or somebody else took over. */
  regained(): Promise<boolean> {
    const { id } = state.user ?? {}
    return new Promise((resolve) => {
      const check = (): void => {
        if (state.phase === 'lost') return
        stop()
        resolve(state.phase === 'signed-in' && state.user.id === id)
      }
      const stop = session.subscribe(check)
      check()
    })
  },
}

export const useSession = (): SessionState =>
  useSyncExternalStore((listener) => session.subscribe(listener), session.get)
