import { useCallback, useEffect, useRef } from 'react'
import { useSearchParams } from 'react-router'

type Values = Readonly<Record<string, string | null>>

/**
 * The parameters of the address, and a function that changes some of them and keeps the others; null and an empty text
 * take one out.
 */
export function useParameters() {
  const [params, setParams] = useSearchParams()
  // Two changes in one moment both hold, though the page is drawn with the first only afterwards.
  const latest = useRef(params)
  useEffect(() => {
    latest.current = params
  }, [params])
  const change = useCallback(
    (values: Values, { replace = true } = {}) => {
      const next = new URLSearchParams(latest.current)
      for (const [name, value] of Object.entries(values))
        if (value === null || value === '') next.delete(name)
        else next.set(name, value)
      latest.current = next
      setParams(next, { replace })
    },
    [setParams],
  )
  return { params, change }
}
