import { useCallback, useEffect, useState } from 'react'

/** The button of the next step stands where the last one was: the second half of a double click must not press it. */
const doubleClick = 500

/**
 * Whether a step was taken just now. Each step is an object of its own, so that one taken in the moment in which the time
 * of the one before ends starts its own time: of a flag, React would not see that it was set again.
 */
export function useSettling(): [settling: boolean, settle: () => void] {
  const [step, setStep] = useState<object | null>(null)
  useEffect(() => {
    if (!step) return
    const timer = setTimeout(() => setStep(null), doubleClick)
    return () => clearTimeout(timer)
  }, [step])
  const settle = useCallback(() => setStep({}), [])
  return [step !== null, settle]
}
