import { skipToken } from '@apollo/client/react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { EmptyState } from '../../../ui/EmptyState'
import { ErrorView } from '../../../ui/ErrorView'
import { Page } from '../../../ui/Page'
import { SidePanel } from '../../../ui/SidePanel'
import { AnswerDialog } from './AnswerDialog'
import { useEstimateDrawerQuery } from './estimates.gen'
import { EstimateSheet, type Shown } from './EstimateSheet'
import { EstimateStatusTag } from './EstimateStatusTag'
import { EstimatesTable } from './EstimatesTable'
import { useEstimatePdf } from './useEstimatePdf'

/** A client reads what treatment may cost and answers, in the portal. */
export function MyEstimatesPage() {
  const { id = null } = useParams()
  const navigate = useNavigate()
  const { data, error, refetch } = useEstimateDrawerQuery(
    id ? { variables: { id }, fetchPolicy: 'cache-and-network' } : skipToken,
  )
  const estimate = data?.estimate
  return (
    <Page title="Estimates" subtitle="What treatment may cost">
      <EstimatesTable
        filter={{}}
        path="/my-estimates"
        emptyTitle="No estimates"
        emptyText="What we suggest for your animals and what it may cost stands here."
      />
      <SidePanel
        title={estimate?.title ?? 'Estimate'}
        tag={estimate && <EstimateStatusTag status={estimate.status} />}
        open={id !== null}
        onClose={() => void navigate('/my-estimates')}
      >
        {error && (
          <ErrorView error={error} onRetry={() => void refetch()} form={estimate ? 'line' : 'page'} />
        )}
        {estimate ? (
          <>
            <EstimateSheet estimate={estimate} client={null} />
            <MyActions key={estimate.id} estimate={estimate} />
          </>
        ) : data && !error ? (
          <EmptyState title="There is no such estimate">It may have been changed: call us.</EmptyState>
        ) : (
          !error && <Skeleton variant="rounded" height={260} />
        )}
      </SidePanel>
    </Page>
  )
}

function MyActions({ estimate }: { estimate: Shown }) {
  const [open, setOpen] = useState(false)
  const { openPdf, loading } = useEstimatePdf(estimate)
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {estimate.status === 'SENT' && (
          <Button variant="contained" onClick={() => setOpen(true)}>
            Accept or decline
          </Button>
        )}
        <Button variant="outlined" loading={loading} onClick={() => void openPdf()}>
          Open PDF
        </Button>
      </Box>
      {open && (
        <AnswerDialog
          portal
          estimate={estimate}
          name={estimate.owner?.name ?? ''}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
