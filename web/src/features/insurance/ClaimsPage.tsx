import Box from '@mui/material/Box'
import { useSearchParams } from 'react-router'
import type { InsuranceClaimStatus } from '../../gql/types'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { FilterChips } from '../../ui/FilterChips'
import { formatDay } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Money } from '../../ui/Money'
import { Page } from '../../ui/Page'
import { Unavailable } from '../../ui/Unavailable'
import { claimLooks, ClaimStatusTag } from './ClaimStatusTag'
import { type ClaimsPageQuery, useClaimsChangedSubscription, useClaimsPageQuery } from './insurance.gen'

type Row = ClaimsPageQuery['insuranceClaims']['nodes'][number]
type Shown = InsuranceClaimStatus | 'open'

const options: readonly (readonly [Shown, string])[] = [
  ['open', 'Open'],
  ...(['DRAFT', 'SUBMITTED', 'SETTLED', 'REJECTED'] as const).map(
    (status) => [status, claimLooks[status].label] as const,
  ),
]

const columns: readonly Column<Row>[] = [
  {
    key: 'client',
    label: 'Client',
    width: '22%',
    render: ({ owner }) => owner?.name ?? <Unavailable what="Client" />,
  },
  { key: 'pet', label: 'Patient', render: ({ pet }) => pet?.name ?? <Unavailable what="Patient" /> },
  { key: 'insurer', label: 'Insurer', render: ({ insurer }) => insurer },
  { key: 'invoice', label: 'Invoice', render: ({ invoice }) => invoice?.number },
  {
    key: 'submittedOn',
    label: 'Submitted on',
    render: ({ submittedOn }) => (submittedOn ? formatDay(submittedOn, 'dated') : '–'),
  },
  { key: 'status', label: 'Status', render: ({ status }) => <ClaimStatusTag status={status} /> },
  {
    key: 'settled',
    label: 'Settled',
    phone: 'hidden',
    align: 'right',
    width: 120,
    render: ({ settled }) => (settled ? <Money value={settled} /> : '–'),
  },
  {
    key: 'claimed',
    label: 'Claimed',
    phone: 'end',
    align: 'right',
    width: 120,
    render: ({ claimed }) => <Money value={claimed} />,
  },
]

/** What insurers are asked for at a location: the work list of claims, whoever has waited longest first. */
export function ClaimsPage() {
  const location = useCurrentLocation()
  const [params, setParams] = useSearchParams()
  const shown = options.find(([value]) => value === params.get('status'))?.[0] ?? 'open'
  const filter = { locationId: location.id, ...(shown === 'open' ? { open: true } : { status: shown }) }
  const { data, previousData, loading, error, refetch, fetchMore } = useClaimsPageQuery({
    variables: { filter },
    fetchPolicy: 'cache-and-network',
  })
  useClaimsChangedSubscription({
    variables: { filter: { locationId: location.id } },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const list = (data ?? previousData)?.insuranceClaims
  const after = list?.pageInfo.endCursor
  return (
    <Page
      title="Insurance claims"
      subtitle={list ? `${list.totalCount} at ${location.name}` : ' '}
      actions={
        <Box sx={{ maxWidth: '100%' }}>
          <FilterChips
            label="Status"
            options={options}
            value={shown}
            onChange={(value) => setParams(value === 'open' ? {} : { status: value }, { replace: true })}
          />
        </Box>
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={list ? 'line' : 'page'} />}
      {(!error || list) && (
        <DataTable
          label="Insurance claims"
          columns={columns}
          rows={list?.nodes ?? []}
          rowKey={({ id }) => id}
          rowHref={({ invoice }) => `/invoices/${invoice?.id}#insurance`}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={
            <EmptyState title={shown === 'open' ? 'No claim is open' : 'No claim in this state'}>
              Claim lines of a finalised invoice on the invoice itself.
            </EmptyState>
          }
        />
      )}
    </Page>
  )
}
