import { useCallback, useRef } from 'react'

// crypto.randomUUID exists only in secure contexts, and a clinic's intranet may be plain http.
export const newIdempotencyKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

/** One key per intent: a retry of the same input repeats it, a changed input or a finished one gets a new key. */
export function useIdempotencyKey(): {
  headersFor: (input: unknown) => { headers: Record<string, string> }
  done: () => void
} {
  const intent = useRef<{ input: string; key: string } | null>(null)
  const headersFor = useCallback((input: unknown) => {
    const text = JSON.stringify(input)
    if (intent.current?.input !== text) intent.current = { input: text, key: newIdempotencyKey() }
    return { headers: { 'Idempotency-Key': intent.current.key } }
  }, [])
  const done = useCallback(() => {
    intent.current = null
  }, [])
  return { headersFor, done }
}
