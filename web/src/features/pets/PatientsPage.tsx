import Add from '@mui/icons-material/Add'
import Warning from '@mui/icons-material/WarningAmberRounded'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useNavigate } from 'react-router'
import type { PetStatus } from '../../gql/types'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Page } from '../../ui/Page'
import { patientText } from '../../ui/patient'
import { PetAvatar } from '../../ui/PetAvatar'
import { PhoneLink } from '../../ui/PhoneLink'
import { SearchField } from '../../ui/SearchField'
import { Tag } from '../../ui/Tag'
import { useToast } from '../../ui/toasts'
import { useListParams } from '../../ui/useListParams'
import { Can } from '../../ui/viewer'
import { microchipText } from './microchip'
import { NewPatientDialog } from './NewPatientDialog'
import { type PatientRow_petFragment, usePatientsPageQuery, useSpeciesPickerQuery } from './pets.gen'
import { kindOf, sexLabels, statusLooks } from './petWords'

const columns: Column<PatientRow_petFragment>[] = [
  {
    key: 'name',
    label: 'Patient',
    width: '24%',
    render: (pet) => (
      <Box
        component="span"
        sx={{ display: 'inline-flex', alignItems: 'center', flexWrap: 'wrap', gap: 1.25 }}
      >
        <PetAvatar name={pet.name} src={pet.photoUrl} size={30} />
        {pet.name}
        {pet.alerts.length > 0 && (
          <Tag tone="bad" icon={<Warning aria-hidden />}>
            {pet.alerts.length === 1 ? pet.alerts[0] : `${pet.alerts.length} alerts`}
          </Tag>
        )}
        {pet.status !== 'ACTIVE' && (
          <Tag tone={statusLooks[pet.status].tone}>{statusLooks[pet.status].label}</Tag>
        )}
      </Box>
    ),
  },
  { key: 'kind', label: 'Breed', width: '19%', render: kindOf },
  {
    key: 'age',
    label: 'Sex and age',
    width: '14%',
    render: (pet) =>
      [pet.sex !== 'UNKNOWN' && sexLabels[pet.sex], pet.ageText].filter(Boolean).join(', ') || null,
  },
  { key: 'owner', label: 'Owner', render: (pet) => pet.owner?.name },
  {
    key: 'phone',
    label: 'Phone',
    render: (pet) => pet.owner?.phone && <PhoneLink number={pet.owner.phone} />,
  },
  {
    key: 'chip',
    label: 'Microchip',
    phone: 'hidden',
    render: (pet) => (
      <Box component="span" className="tabular" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
        {pet.microchips[0] && microchipText(pet.microchips[0].number)}
      </Box>
    ),
  },
]

const statuses = ['ACTIVE', 'INACTIVE', 'DECEASED', 'TRANSFERRED'] as const

const statusOf = (text: string | null): PetStatus | null =>
  text === 'all' ? null : (statuses.find((status) => status === text) ?? 'ACTIVE')

export function PatientsPage() {
  const { text, setText, search, params, set } = useListParams()
  const navigate = useNavigate()
  const toast = useToast()
  const status = statusOf(params.get('status'))
  const speciesId = params.get('species')
  const filter = { status, ...(search && { search }), ...(speciesId && { speciesId }) }
  const species = useSpeciesPickerQuery().data?.species ?? []
  const { data, previousData, loading, error, refetch, fetchMore } = usePatientsPageQuery({
    variables: { filter },
    fetchPolicy: 'cache-and-network',
  })
  const list = (data ?? previousData)?.pets
  const rows = list?.nodes ?? []
  const after = list?.pageInfo.endCursor
  const more = () => void fetchMore({ variables: { after } }).catch(() => {})
  const narrowed = search !== '' || speciesId !== null || status !== 'ACTIVE'

  return (
    <Page
      title="Patients"
      subtitle={
        list
          ? `${list.totalCount} ${list.totalCount === 1 ? 'patient' : 'patients'}${search ? ` for “${search}”` : ''}`
          : ' '
      }
      actions={
        <Can do="pet:write">
          <Button variant="contained" startIcon={<Add />} onClick={() => set('new', '1')}>
            New patient
          </Button>
        </Can>
      }
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <SearchField
          label="Search patients"
          placeholder="Name, owner, phone or microchip"
          value={text}
          onChange={setText}
        />
        <TextField
          select
          value={species.some(({ id }) => id === speciesId) ? speciesId : 'all'}
          onChange={(event) => set('species', event.target.value === 'all' ? null : event.target.value)}
          slotProps={{ htmlInput: { 'aria-label': 'Species' } }}
          sx={{ width: { xs: 'calc(50% - 6px)', sm: 150 } }}
        >
          <MenuItem value="all">All species</MenuItem>
          {species.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          value={status ?? 'all'}
          onChange={(event) => set('status', event.target.value === 'ACTIVE' ? null : event.target.value)}
          slotProps={{ htmlInput: { 'aria-label': 'Status' } }}
          sx={{ width: { xs: 'calc(50% - 6px)', sm: 140 } }}
        >
          {statuses.map((option) => (
            <MenuItem key={option} value={option}>
              {statusLooks[option].label}
            </MenuItem>
          ))}
          <MenuItem value="all">All</MenuItem>
        </TextField>
      </Box>
      {error && (
        <ErrorView error={error} onRetry={() => void refetch()} form={rows.length > 0 ? 'line' : 'page'} />
      )}
      {(!error || rows.length > 0) && (
        <DataTable
          label="Patients"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/patients/${id}`}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={more}
          empty={
            <EmptyState title={narrowed ? 'No patient fits' : 'No patients yet'}>
              {narrowed
                ? 'Small misspellings are forgiven. Try fewer letters, another species, or all statuses.'
                : 'Add the first one with “New patient”.'}
            </EmptyState>
          }
        />
      )}
      {params.get('new') && (
        <Can do="pet:write">
          <NewPatientDialog
            ownerId={params.get('owner')}
            onClose={() => set('new', null)}
            onCreated={(pet) => {
              toast({ message: `${patientText(pet)}, is a patient now.` })
              void navigate(`/patients/${pet.id}`)
            }}
          />
        </Can>
      )}
    </Page>
  )
}
