import { skipToken } from '@apollo/client/react'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import { Link as RouterLink } from 'react-router'
import { EmptyState } from '../../../ui/EmptyState'
import { ErrorView } from '../../../ui/ErrorView'
import { SidePanel } from '../../../ui/SidePanel'
import { Unavailable } from '../../../ui/Unavailable'
import { EstimateActions } from './EstimateActions'
import { useEstimateDrawerQuery } from './estimates.gen'
import { EstimateSheet } from './EstimateSheet'
import { EstimateStatusTag } from './EstimateStatusTag'

/** One estimate beside the list, with what staff can do with it. */
export function EstimateDrawer({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { data, error, refetch } = useEstimateDrawerQuery(
    id ? { variables: { id }, fetchPolicy: 'cache-and-network' } : skipToken,
  )
  const estimate = data?.estimate
  return (
    <SidePanel
      title={estimate ? `Estimate: ${estimate.title}` : 'Estimate'}
      tag={estimate && <EstimateStatusTag status={estimate.status} />}
      open={id !== null}
      onClose={onClose}
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={estimate ? 'line' : 'page'} />}
      {estimate ? (
        <>
          <EstimateSheet
            estimate={estimate}
            client={
              estimate.owner ? (
                <Link component={RouterLink} to={`/clients/${estimate.owner.id}`}>
                  {estimate.owner.name}
                </Link>
              ) : (
                <Unavailable what="Client" />
              )
            }
          />
          <EstimateActions
            key={estimate.id}
            estimate={estimate}
            latest={async () => (await refetch()).data?.estimate ?? null}
          />
        </>
      ) : data && !error ? (
        <EmptyState title="There is no such estimate">The link may be old.</EmptyState>
      ) : (
        !error && <Skeleton variant="rounded" height={260} />
      )}
    </SidePanel>
  )
}
