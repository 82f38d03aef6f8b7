import Box from '@mui/material/Box'
import { useCallback } from 'react'
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router'
import type { EstimateStatus } from '../../../gql/types'
import { FilterChips } from '../../../ui/FilterChips'
import { useCurrentLocation } from '../../../ui/location'
import { Page } from '../../../ui/Page'
import { EstimateDrawer } from './EstimateDrawer'
import { estimateLooks } from './EstimateStatusTag'
import { EstimatesTable } from './EstimatesTable'

type Shown = EstimateStatus | 'all'

const statuses: readonly EstimateStatus[] = ['DRAFT', 'SENT', 'ACCEPTED', 'CONVERTED', 'DECLINED', 'EXPIRED']

const options: readonly (readonly [Shown, string])[] = [
  ['all', 'All'],
  ...statuses.map((status) => [status, estimateLooks[status].label] as const),
]

export function EstimatesPage() {
  const location = useCurrentLocation()
  const { id = null } = useParams()
  const { search } = useLocation()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const shown = options.find(([value]) => value === params.get('status'))?.[0] ?? 'all'
  const close = useCallback(() => void navigate(`/estimates${search}`), [navigate, search])
  return (
    <Page
      title="Estimates"
      subtitle={`At ${location.name}`}
      actions={
        <Box sx={{ maxWidth: '100%' }}>
          <FilterChips
            label="Status"
            options={options}
            value={shown}
            onChange={(value) => setParams(value === 'all' ? {} : { status: value }, { replace: true })}
          />
        </Box>
      }
    >
      <EstimatesTable
        filter={{ locationId: location.id, ...(shown !== 'all' && { status: shown }) }}
        path="/estimates"
        search={search}
        withOwner
        emptyTitle={shown === 'all' ? 'No estimates yet' : 'No estimate in this state'}
        emptyText="Begin one on the page of the client or the patient."
      />
      <EstimateDrawer id={id} onClose={close} />
    </Page>
  )
}
