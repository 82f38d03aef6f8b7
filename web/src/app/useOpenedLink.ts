import { useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import { type Problem, problemOf } from '../ui/errors'

type Open<Data, Name extends string> = (options: {
  variables: Record<Name, string>
}) => Promise<{ data?: Data | null | undefined }>

/** What a link leads to, opened at once by the secret behind its `#`, where no server and no log sees it. */
export function useOpenedLink<Data, Name extends string>(open: Open<Data, Name>, name: Name) {
  const secret = useLocation().hash.slice(1)
  const [opened, setOpened] = useState<Data | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    let isHere = true
    open({ variables: { [name]: secret } as Record<Name, string> }).then(
      ({ data }) => isHere && setOpened(data ?? null),
      (error: unknown) => isHere && setProblem(problemOf(error)),
    )
    return () => {
      isHere = false
    }
  }, [open, name, secret])
  return { secret, opened, problem }
}
