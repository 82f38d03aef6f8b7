import { useState } from 'react'
import { useNavigate } from 'react-router'
import { problemOf } from './errors'
import { useIdempotencyKey } from './idempotency'
import { useToast } from './toasts'

/** Makes something new by one press and opens its page: `create` answers the path; a second press makes no second one. */
export function useBegin<Input>(
  create: (input: Input, context: { headers: Record<string, string> }) => Promise<string | null>,
) {
  const navigate = useNavigate()
  const toast = useToast()
  const { headersFor, done } = useIdempotencyKey()
  const [beginning, setBeginning] = useState(false)
  const begin = async (input: Input) => {
    setBeginning(true)
    try {
      const path = await create(input, headersFor(input))
      done()
      if (path) void navigate(path)
    } catch (error) {
      toast({ message: problemOf(error).message, severity: 'error' })
    } finally {
      setBeginning(false)
    }
  }
  return { begin, beginning }
}
