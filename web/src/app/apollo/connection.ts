import { useSyncExternalStore } from 'react'

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'offline' | 'restored'

let state: ConnectionState = 'connecting'
let settle: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function set(next: ConnectionState): void {
  clearTimeout(settle)
  if (next === 'restored') settle = setTimeout(() => set('live'), 4000)
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}

/** What the live socket is doing, as the shell's mark shows it. */
export const connection = {
  opened(): 'first' | 'again' {
    const again = state !== 'connecting'
    set(again ? 'restored' : 'live')
    return again ? 'again' : 'first'
  },
  lost: () => set(navigator.onLine ? (state === 'connecting' ? 'connecting' : 'reconnecting') : 'offline'),
  reset: () => set('connecting'),
}

if (typeof window !== 'undefined') {
  window.addEventListener('offline', () => set('offline'))
  window.addEventListener('online', () => state === 'offline' && set('reconnecting'))
}

export const useConnection = (): ConnectionState =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
