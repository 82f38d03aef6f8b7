import { useRouteError } from 'react-router'
import { ErrorView } from '../ui/ErrorView'
import { useTitle } from '../ui/useTitle'

/** A new release replaces the files an open page still wants to load: then only reloading helps. */
const isStaleRelease = (error: unknown): boolean =>
  error instanceof TypeError && /dynamically imported module|module script/i.test(error.message)

export function RouteError() {
  const error = useRouteError()
  useTitle('Something went wrong')
  return (
    <ErrorView
      error={
        isStaleRelease(error)
          ? new Error('Vetgraph was updated while this page was open. Load it again to go on.')
          : error
      }
      onRetry={() => location.reload()}
    />
  )
}
