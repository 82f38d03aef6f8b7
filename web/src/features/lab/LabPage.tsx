import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Page } from '../../ui/Page'
import { Section } from '../../ui/Section'
import { Can } from '../../ui/viewer'
import { type LabInboxQueryVariables, useLabInboxQuery, useLabOrdersChangedSubscription } from './lab.gen'
import { OrdersTable } from './OrdersTable'
import { RecordDialog } from './RecordDialog'

interface ListProps {
  title: string
  empty: string
  show: LabInboxQueryVariables
  /** Not even its title where nothing waits. */
  quiet?: boolean
}

/** One list of what waits, live. */
export function LabList({ title, empty, show, quiet = false }: ListProps) {
  const { data, error, loading, refetch, fetchMore } = useLabInboxQuery({
    variables: show,
    fetchPolicy: 'cache-and-network',
  })
  useLabOrdersChangedSubscription({
    variables: { filter: show.vetId ? { vetId: show.vetId } : null },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const list = data?.labInbox
  if (quiet && !error && !list?.nodes.length) return null
  return (
    <Section title={title} flush>
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={list ? 'line' : 'page'} />}
      {(list || loading) && (
        <OrdersTable
          label={title}
          ofMany
          orders={list?.nodes ?? []}
          loading={loading}
          onChange={() => void refetch()}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after: list?.pageInfo.endCursor } }).catch(() => {})}
          empty={<EmptyState title={empty} />}
        />
      )}
    </Section>
  )
}

/** What waits of the laboratory: critical values first. */
export function LabPage() {
  const [entering, setEntering] = useState(false)
  return (
    <Page
      title="Laboratory"
      subtitle="Results to look at, results that fit no patient, and what is awaited"
      actions={
        <Can do="lab:write">
          <Button startIcon={<Add />} onClick={() => setEntering(true)}>
            Results without an order
          </Button>
        </Can>
      }
    >
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <LabList
          title="Critical"
          empty="Nothing critical"
          show={{ kind: 'TO_ACKNOWLEDGE', critical: true }}
          quiet
        />
        <LabList
          title="To look at"
          empty="Everything was looked at"
          show={{ kind: 'TO_ACKNOWLEDGE', critical: false }}
        />
        <LabList title="Fits no patient" empty="Every result has its patient" show={{ kind: 'UNASSIGNED' }} />
        <LabList title="Awaited" empty="Nothing is awaited" show={{ kind: 'AWAITED' }} />
      </Box>
      {entering && <RecordDialog order={null} onClose={() => setEntering(false)} />}
    </Page>
  )
}
