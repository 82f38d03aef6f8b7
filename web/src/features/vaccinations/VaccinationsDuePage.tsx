import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { FilterChips } from '../../ui/FilterChips'
import { useCurrentLocation } from '../../ui/location'
import { Page } from '../../ui/Page'
import { PhoneLink } from '../../ui/PhoneLink'
import { Tag } from '../../ui/Tag'
import { useListParams } from '../../ui/useListParams'
import { DueDay } from './DueDay'
import { bases, importances } from './vaccinationWords'
import {
  useDueProtocolsQuery,
  useVaccinationsDuePageQuery,
  type VaccinationsDuePageQuery,
} from './vaccinations.gen'

type Row = VaccinationsDuePageQuery['vaccinationsDue']['nodes'][number]

const columns: Column<Row>[] = [
  {
    key: 'pet',
    label: 'Patient',
    width: '22%',
    render: ({ pet }) => (
      <>
        {pet.name}
        <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}>
          , {pet.species.name.toLowerCase()}
        </Box>
      </>
    ),
  },
  {
    key: 'protocol',
    label: 'Against',
    render: ({ protocol }) => (
      <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 1 }}>
        {protocol.name} <Tag>{importances[protocol.importance]}</Tag>
      </Box>
    ),
  },
  { key: 'due', label: 'Due', width: 190, render: ({ dueOn }) => <DueDay dueOn={dueOn} /> },
  { key: 'basis', label: 'Dose', phone: 'hidden', render: ({ basis }) => bases[basis] },
  { key: 'owner', label: 'Client', render: ({ pet }) => pet.owner?.name ?? '–' },
  {
    key: 'phone',
    label: 'Telephone',
    phone: 'end',
    render: ({ pet }) => (pet.owner?.phone ? <PhoneLink number={pet.owner.phone} /> : '–'),
  },
]

const periods = [
  ['0', 'By today'],
  ['7', '7 days'],
  ['30', '30 days'],
  ['60', '60 days'],
  ['90', '90 days'],
] as const

type Period = (typeof periods)[number][0]

const isPeriod = (text: string | null): text is Period => periods.some(([value]) => value === text)

/** Whom the desk calls: patients whose next dose is due at this location or overdue. */
export function VaccinationsDuePage() {
  const here = useCurrentLocation()
  const { params, set } = useListParams()
  const asked = params.get('within')
  const within = isPeriod(asked) ? asked : '30'
  const protocolId = params.get('protocol')
  const filter = { locationId: here.id, within: Number(within), protocolId }
  const { data, previousData, loading, error, refetch, fetchMore } = useVaccinationsDuePageQuery({
    variables: { filter },
    fetchPolicy: 'cache-and-network',
  })
  const protocols = useDueProtocolsQuery().data?.vaccinationProtocols ?? []
  const list = (data ?? previousData)?.vaccinationsDue
  const rows = list?.nodes ?? []
  const after = list?.pageInfo.endCursor
  return (
    <Page
      title="Vaccinations due"
      subtitle={list ? `${list.totalCount} at ${here.name}, the longest overdue first` : ' '}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
        <FilterChips
          label="Due within"
          options={periods}
          value={within}
          onChange={(period) => set('within', period)}
        />
        <TextField
          select
          value={protocols.some(({ id }) => id === protocolId) ? protocolId : 'all'}
          onChange={(event) => set('protocol', event.target.value === 'all' ? null : event.target.value)}
          slotProps={{ htmlInput: { 'aria-label': 'Against' } }}
          sx={{ width: { xs: '100%', sm: 320 } }}
        >
          <MenuItem value="all">All vaccinations</MenuItem>
          {protocols.map(({ id, name, species }) => (
            <MenuItem key={id} value={id}>
              {species.name}: {name}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      {error && (
        <ErrorView error={error} onRetry={() => void refetch()} form={rows.length > 0 ? 'line' : 'page'} />
      )}
      {(!error || rows.length > 0) && (
        <DataTable
          label="Vaccinations due"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ pet }) => `/patients/${pet.id}#vaccinations`}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={<EmptyState title="Nothing is due">Choose a longer time to look further ahead.</EmptyState>}
        />
      )}
    </Page>
  )
}
