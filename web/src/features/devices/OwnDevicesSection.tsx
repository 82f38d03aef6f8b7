import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { problemOf } from '../../ui/errors'
import { ErrorView } from '../../ui/ErrorView'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import { DeviceList } from './DeviceList'
import { useOwnDevicesQuery, useRevokeOtherSessionsMutation } from './devices.gen'

/** Where one is signed in oneself. */
export function OwnDevicesSection() {
  const { data, error, refetch } = useOwnDevicesQuery({ fetchPolicy: 'cache-and-network' })
  const [revokeOthers, { loading }] = useRevokeOtherSessionsMutation()
  const toast = useToast()
  const sessions = data?.me?.sessions
  const leaveOthers = async () => {
    try {
      await revokeOthers()
      toast({ message: 'You are signed out everywhere but here.' })
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
    }
  }
  return (
    <Section
      title="Where you are signed in"
      id="devices"
      actions={
        sessions &&
        sessions.length > 1 && (
          <Button loading={loading} onClick={() => void leaveOthers()}>
            Sign out everywhere else
          </Button>
        )
      }
    >
      {error && !sessions && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
      {!sessions && !error && <Skeleton variant="rounded" height={112} />}
      {sessions && <DeviceList sessions={sessions} />}
    </Section>
  )
}
