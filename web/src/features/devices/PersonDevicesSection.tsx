import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { problemOf } from '../../ui/errors'
import { ErrorView } from '../../ui/ErrorView'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import { DeviceList } from './DeviceList'
import { usePersonDevicesQuery, useRevokeSessionsOfMutation } from './devices.gen'

/** Where a colleague is signed in, for those who may sign them out. */
export function PersonDevicesSection({ userId }: { userId: string }) {
  const { data, error, refetch } = usePersonDevicesQuery({
    variables: { id: userId },
    fetchPolicy: 'cache-and-network',
  })
  const [revokeAll, { loading }] = useRevokeSessionsOfMutation()
  const toast = useToast()
  const sessions = data?.user?.sessions
  const signOut = async () => {
    try {
      await revokeAll({ variables: { userId } })
      toast({ message: 'Signed out everywhere.' })
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
    }
  }
  return (
    <Section
      title="Where they are signed in"
      id="devices"
      actions={
        sessions &&
        sessions.length > 0 && (
          <Button color="error" loading={loading} onClick={() => void signOut()}>
            Sign out everywhere
          </Button>
        )
      }
    >
      {error && !sessions && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
      {!sessions && !error && <Skeleton variant="rounded" height={64} />}
      {sessions && <DeviceList sessions={sessions} />}
    </Section>
  )
}
