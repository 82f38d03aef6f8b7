import Biotech from '@mui/icons-material/BiotechOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { lazy, Suspense, useState } from 'react'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { useCurrentLocation } from '../../ui/location'
import { Section } from '../../ui/Section'
import { Can } from '../../ui/viewer'
import { type Lab_orderFragment, useLabOrdersChangedSubscription, useLabSectionQuery } from './lab.gen'
import { OrderDialog } from './OrderDialog'
import { OrdersTable } from './OrdersTable'
import { ResultsTable } from './ResultsTable'

const TrendChart = lazy(async () => ({ default: (await import('./TrendChart')).TrendChart }))

/** How many orders stand beside each other. */
const columnsShown = 4

function Trend({ testId, orders }: { testId: string; orders: readonly Lab_orderFragment[] }) {
  const { timeZone } = useCurrentLocation()
  const results = orders
    .flatMap(({ sampledAt, createdAt, results }) =>
      results.flatMap(({ value, ...result }) =>
        result.test.id === testId && value !== null ? { ...result, value, at: sampledAt ?? createdAt } : [],
      ),
    )
    .toReversed()
  const last = results.at(-1)
  if (!last) return null
  return (
    <Paper variant="outlined" sx={{ p: 1 }}>
      <Typography variant="body2" sx={{ px: 1, color: 'text.secondary' }}>
        {last.test.name}, {last.unit}
      </Typography>
      <Suspense fallback={<Skeleton variant="rounded" height={220} />}>
        <TrendChart
          name={last.test.name}
          unit={last.unit ?? ''}
          points={results}
          low={last.low}
          high={last.high}
          zone={timeZone}
        />
      </Suspense>
    </Paper>
  )
}

/** What was ordered of the laboratory for a patient, the results beside each other, and a test over time. */
export function LabSection({ petId }: { petId: string }) {
  const { data, error, refetch, fetchMore } = useLabSectionQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  useLabOrdersChangedSubscription({
    variables: { filter: { petId } },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const [ordering, setOrdering] = useState(false)
  const [trend, setTrend] = useState<string | null>(null)
  const pet = data?.pet
  const orders = pet?.labOrders.nodes ?? []
  const answered = orders.filter(({ results }) => results.length > 0)
  return (
    <Section
      title="Laboratory"
      id="laboratory"
      flush
      actions={
        pet?.status === 'ACTIVE' && (
          <Can do="lab:write">
            <Button startIcon={<Biotech />} onClick={() => setOrdering(true)}>
              Order test
            </Button>
          </Can>
        )
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={pet ? 'line' : 'page'} />}
      {!pet && !error && <Skeleton variant="rounded" height={120} />}
      {pet && (
        <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <OrdersTable
            label="Laboratory orders"
            orders={orders}
            onChange={() => void refetch()}
            hasMore={pet.labOrders.pageInfo.hasNextPage}
            onMore={() =>
              void fetchMore({ variables: { after: pet.labOrders.pageInfo.endCursor } }).catch(() => {})
            }
            empty={
              <EmptyState title="Nothing was ordered of the laboratory">
                Results stand here beside each other, each test with its curve.
              </EmptyState>
            }
          />
          {panelsOf(answered).map(([id, name, ofPanel]) => (
            <Box key={id} sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'minmax(0, 1fr)' }}>
              <Typography variant="h3">{name}</Typography>
              <ResultsTable orders={ofPanel.slice(0, columnsShown)} onTrend={setTrend} />
              {trend && ofPanel.some(({ results }) => results.some(({ test }) => test.id === trend)) && (
                <Trend testId={trend} orders={ofPanel} />
              )}
            </Box>
          ))}
        </Box>
      )}
      {pet && ordering && (
        <OrderDialog
          pet={pet}
          onClose={() => {
            setOrdering(false)
            void refetch()
          }}
        />
      )}
    </Section>
  )
}

function panelsOf(orders: readonly Lab_orderFragment[]) {
  const ids = [...new Set(orders.map(({ panel }) => panel.id))]
  return ids.map((id) => {
    const ofPanel = orders.filter(({ panel }) => panel.id === id)
    return [id, ofPanel[0]!.panel.name, ofPanel] as const
  })
}
