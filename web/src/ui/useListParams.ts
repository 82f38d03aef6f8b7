import { useCallback, useEffect, useState } from 'react'
import { useDebounced } from './useDebounced'
import { useParameters } from './useParameters'

/** What narrows a list lives in its address, so that going back finds the same list; typing waits 150 ms. */
export function useListParams() {
  const { params, change } = useParameters()
  const [text, setText] = useState(() => params.get('q') ?? '')
  const search = useDebounced(text.trim(), 150)
  const set = useCallback((name: string, value: string | null) => change({ [name]: value }), [change])
  /** The address of this list with one thing opened beside it. */
  const hrefWith = (name: string, value: string) => {
    const next = new URLSearchParams(params)
    next.set(name, value)
    return `?${next.toString()}`
  }
  const written = params.get('q') ?? ''
  useEffect(() => {
    if (search !== written) set('q', search)
    // Only what was typed writes the address; an address that changes otherwise must not fight with it.
  }, [search])
  return { text, setText, search, params, set, hrefWith }
}
