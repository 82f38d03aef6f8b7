import { useState } from 'react'
import { type Problem, problemOf } from '../../ui/errors'

/** Saves, and says of a refusal which of the shown fields it is about; of any other one, that it failed. */
export function useSaving(shown: readonly string[]) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [error, setError] = useState<unknown>(null)
  const save = async (work: () => Promise<void>) => {
    setProblem(null)
    setError(null)
    try {
      await work()
    } catch (failure) {
      const found = problemOf(failure)
      setProblem(found)
      setError(found.field !== null && shown.includes(found.field) ? null : failure)
    }
  }
  return { problem, error, save }
}
