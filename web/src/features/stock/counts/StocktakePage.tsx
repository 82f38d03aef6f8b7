import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import { useParams } from 'react-router'
import { EmptyState } from '../../../ui/EmptyState'
import { ErrorView } from '../../../ui/ErrorView'
import { Page } from '../../../ui/Page'
import { ReasonDialog } from '../../../ui/ReasonDialog'
import { Tag } from '../../../ui/Tag'
import { useCan } from '../../../ui/viewer'
import { When } from '../../../ui/When'
import { StockLinks } from '../StockLinks'
import { CountedTable } from './CountedTable'
import { CountingView } from './CountingView'
import {
  useCancelStocktakeMutation,
  useStocktakePageQuery,
  useStocktakesChangedSubscription,
} from './counts.gen'
import { sheetName, statuses } from './countWords'
import type { Sheet } from './sheet'
import { SubmitDialog } from './SubmitDialog'
import { VarianceView } from './VarianceView'

export function StocktakePage() {
  const { id = '' } = useParams()
  return <StocktakeOf key={id} id={id} />
}

function StocktakeOf({ id }: { id: string }) {
  const { data, error, loading, refetch, fetchMore } = useStocktakePageQuery({
    variables: { id },
    fetchPolicy: 'cache-and-network',
  })
  const sheet = data?.stocktake
  const known = new Set(sheet?.lines.nodes.map((line) => line.id))
  useStocktakesChangedSubscription({
    variables: { filter: { stocktakeId: id } },
    ignoreResults: true,
    onData: ({ data: { data: told } }) => {
      const line = told?.stocktakeChanged.line
      if (!line || !known.has(line.id)) void refetch()
    },
  })
  // A sheet is searched and walked through as a whole.
  const { hasNextPage, endCursor } = sheet?.lines.pageInfo ?? {}
  useEffect(() => {
    if (hasNextPage && !loading) void fetchMore({ variables: { after: endCursor } }).catch(() => {})
  }, [hasNextPage, endCursor, loading, fetchMore])
  const [open, setOpen] = useState<'submit' | 'cancel' | null>(null)
  const mayCount = useCan('stocktake:write')
  const mayApprove = useCan('stocktake:approve')
  const title = sheet ? `Stocktake: ${sheetName(sheet.category)}` : 'Stocktake'
  if (error && !sheet)
    return (
      <Page title={title}>
        <ErrorView error={error} onRetry={() => void refetch()} />
      </Page>
    )
  if (data && !sheet)
    return (
      <Page title={title}>
        <EmptyState title="There is no such stocktake">The link may be old.</EmptyState>
      </Page>
    )
  const close = () => setOpen(null)
  const counting = sheet?.status === 'COUNTING'
  const mayCancel = counting ? mayCount : sheet?.status === 'SUBMITTED' && mayApprove
  return (
    <Page
      title={title}
      subtitle={sheet ? <About sheet={sheet} /> : ' '}
      actions={
        sheet && (
          <Box sx={{ display: 'flex', gap: 1 }}>
            {mayCancel && (
              <Button variant="outlined" color="inherit" onClick={() => setOpen('cancel')}>
                Cancel stocktake
              </Button>
            )}
            {counting && mayCount && (
              <Button
                variant="outlined"
                disabled={sheet.countedCount === 0}
                onClick={() => setOpen('submit')}
              >
                Hand in
              </Button>
            )}
          </Box>
        )
      }
    >
      {!counting && <StockLinks />}
      {error && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
      {!sheet && <LinearProgress aria-label="The sheet is loading" />}
      {sheet && counting && mayCount && (
        <CountingView sheet={sheet} onMissed={() => void refetch()} key={sheet.id} />
      )}
      {sheet &&
        (sheet.status === 'APPROVED' || (sheet.status === 'SUBMITTED' && mayApprove) ? (
          <VarianceView sheet={sheet} onMissed={() => void refetch()} />
        ) : (
          !(counting && mayCount) && <CountedTable lines={sheet.lines.nodes} />
        ))}
      {sheet && open === 'submit' && <SubmitDialog sheet={sheet} onClose={close} />}
      {sheet && open === 'cancel' && <CancelDialog sheet={sheet} onClose={close} />}
    </Page>
  )
}

function About({ sheet }: { sheet: Sheet }) {
  const { status, location, createdAt, startedBy, approvedAt, approvedBy, cancelReason } = sheet
  const { label, tone } = statuses[status]
  return (
    <Box component="span" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      <Tag tone={tone}>{label}</Tag>
      <span>
        {location?.name}, <When at={createdAt} />
        {startedBy && `, ${startedBy.name}`}
      </span>
      {approvedAt && (
        <span>
          Approved <When at={approvedAt} />
          {approvedBy && ` by ${approvedBy.name}`}
        </span>
      )}
      {cancelReason && <span>{cancelReason}</span>}
    </Box>
  )
}

function CancelDialog({ sheet, onClose }: { sheet: Sheet; onClose: () => void }) {
  const [cancel] = useCancelStocktakeMutation()
  return (
    <ReasonDialog
      title="Cancel stocktake"
      submitLabel="Cancel stocktake"
      danger
      lead="The counts are kept with the sheet, and the stock stays as it is."
      usual={['Started by mistake', 'Counted another day']}
      about={
        sheet.countedCount > 0 && (
          <Typography>
            {sheet.countedCount} of {sheet.lineCount} lines are counted.
          </Typography>
        )
      }
      onSave={async (reason) => {
        await cancel({ variables: { input: { id: sheet.id, version: sheet.version, reason } } })
        onClose()
      }}
      onClose={onClose}
    />
  )
}
