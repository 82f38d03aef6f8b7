import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'

export interface Shortcut {
  /** What KeyboardEvent.key says; letters in lower case. `mod+k` means Ctrl or Command. */
  keys: string
  label: string
  run: () => void
}

interface Registry {
  list: readonly Shortcut[]
  add: (shortcut: Shortcut) => () => void
}

const ShortcutContext = createContext<Registry>({ list: [], add: () => () => {} })

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

const isInWidget = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('[role=dialog],[role=menu],[role=listbox],[role=tablist],[role=radiogroup]') !== null

interface ProviderProps {
  /** Whether nobody is to reach the page: it is covered. */
  paused?: boolean
  children: ReactNode
}

export function ShortcutProvider({ paused = false, children }: ProviderProps) {
  const [list, setList] = useState<readonly Shortcut[]>([])
  const add = useCallback((shortcut: Shortcut) => {
    setList((before) => [...before, shortcut])
    return () => setList((before) => before.filter((other) => other !== shortcut))
  }, [])
  // Before the page is painted: a key pressed as soon as somebody sees it is not lost.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const mod = event.ctrlKey || event.metaKey
      if (paused || event.defaultPrevented || event.altKey || event.isComposing) return
      if (!mod && (isTyping(event.target) || isInWidget(event.target))) return
      const pressed = (mod ? 'mod+' : '') + (event.key.length === 1 ? event.key.toLowerCase() : event.key)
      const shortcut = list.findLast((other) => other.keys === pressed)
      if (!shortcut) return
      event.preventDefault()
      shortcut.run()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [list, paused])
  const registry = useMemo(() => ({ list, add }), [list, add])
  return <ShortcutContext.Provider value={registry}>{children}</ShortcutContext.Provider>
}

export const useShortcuts = (): readonly Shortcut[] => useContext(ShortcutContext).list

/** A key that works while the component is on the page; it shows up in the `?` overview by itself. */
export function useShortcut(keys: string, label: string, run: () => void): void {
  const { add } = useContext(ShortcutContext)
  const latest = useRef(run)
  useLayoutEffect(() => {
    latest.current = run
  })
  useLayoutEffect(() => add({ keys, label, run: () => latest.current() }), [add, keys, label])
}
