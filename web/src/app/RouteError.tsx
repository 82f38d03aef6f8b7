import { type RouteObject, useRouteError } from 'react-router'
import { ErrorView } from '../ui/ErrorView'
import { useTitle } from '../ui/useTitle'
import { LoadFailureView } from './LoadFailureView'
import { isLoadFailure } from './release'

export function RouteError() {
  const error = useRouteError()
  useTitle('Something went wrong')
  if (isLoadFailure(error)) return <LoadFailureView heading="h1" />
  return <ErrorView error={error} onRetry={() => location.reload()} />
}

/**
 * The boundary is a route above the pages: on a page itself, a file that cannot be loaded would leave the router with
 * the fallback of the outermost route in place of the whole application.
 */
export const guarded = (children: RouteObject[]): RouteObject => ({ ErrorBoundary: RouteError, children })
