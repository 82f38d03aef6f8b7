import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { useViewer } from './viewer'

export interface Recent {
  kind: 'patient' | 'client'
  id: string
  label: string
  detail: string
}

const keep = 6
const keyOf = (viewerId: string): string => `vetgraph.recent.${viewerId}`
const listeners = new Set<() => void>()

function read(viewerId: string): string {
  try {
    return localStorage.getItem(keyOf(viewerId)) ?? '[]'
  } catch {
    return '[]'
  }
}

function parse(text: string): Recent[] {
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) ? (list as Recent[]) : []
  } catch {
    return []
  }
}

/** The newest first, each thing once. */
export const withRecent = (list: readonly Recent[], item: Recent): Recent[] =>
  [item, ...list.filter(({ kind, id }) => kind !== item.kind || id !== item.id)].slice(0, keep)

/** What this person looked at last on this computer, for the global search. */
export function useRecents(): readonly Recent[] {
  const { id } = useViewer()
  const text = useSyncExternalStore(
    useCallback((listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }, []),
    () => read(id),
  )
  return parse(text)
}

/** A page calls it with what it shows; null while that is not known. */
export function useRemember(item: Recent | null): void {
  const viewer = useViewer()
  const text = item && JSON.stringify(item)
  useEffect(() => {
    if (!text) return
    try {
      const list = withRecent(parse(read(viewer.id)), JSON.parse(text) as Recent)
      localStorage.setItem(keyOf(viewer.id), JSON.stringify(list))
      for (const listener of listeners) listener()
    } catch {
      // A full or forbidden storage only costs the list of recent items.
    }
  }, [text, viewer.id])
}
