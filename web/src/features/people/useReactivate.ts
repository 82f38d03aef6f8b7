import { problemOf } from '../../ui/errors'
import { useToast } from '../../ui/toasts'
import { useReactivateUserMutation } from './people.gen'

interface Person {
  id: string
  name: string
  version: number
}

/** Lets somebody sign in again, and says whether that worked. */
export function useReactivate() {
  const toast = useToast()
  const [mutate, { loading }] = useReactivateUserMutation({
    update: (cache) => void cache.evict({ fieldName: 'users' }),
  })
  const reactivate = ({ id, name, version }: Person) =>
    mutate({ variables: { id, version } }).then(
      () => toast({ message: `${name} can sign in again.` }),
      (failure: unknown) => toast({ message: problemOf(failure).message, severity: 'error' }),
    )
  return { reactivate, loading }
}
