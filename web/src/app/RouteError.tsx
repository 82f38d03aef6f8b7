import { useRouteError } from 'react-router'
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
