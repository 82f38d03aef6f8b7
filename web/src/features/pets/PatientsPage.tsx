import Add from '@mui/icons-material/Add'
import Warning from '@mui/icons-material/WarningAmberRounded'
import Box from '@mui/material/Box'
import { useNavigate } from 'react-router'
import type { PetStatus } from '../../gql/types'
import type { Column } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { FilterSelect, ListPage } from '../../ui/ListPage'
import { patientText } from '../../ui/patient'
import { PetAvatar } from '../../ui/PetAvatar'
import { PhoneLink } from '../../ui/PhoneLink'
import { Tag } from '../../ui/Tag'
import { useToast } from '../../ui/toasts'
import { useListParams } from '../../ui/useListParams'
import { Can } from '../../ui/viewer'
import { microchipText } from './microchip'
import { NewPatientDialog } from './NewPatientDialog'
import { type PatientRow_petFragment, usePatientsPageQuery, useSpeciesPickerQuery } from './pets.gen'
import { kindOf, sexLabels, statusLooks } from './petWords'
import { PetEditsSection } from './PetEditsSection'
import { ReportedDeathsSection } from './ReportedDeathsSection'

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
        <PetAvatar name={pet.name} photo={pet.photo} size={30} />
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
  const list = useListParams()
  const { search, params, set } = list
  const navigate = useNavigate()
  const toast = useToast()
  const status = statusOf(params.get('status'))
  const speciesId = params.get('species')
  const species = useSpeciesPickerQuery().data?.species ?? []
  const query = usePatientsPageQuery({
    variables: { filter: { status, ...(search && { search }), ...(speciesId && { speciesId }) } },
    fetchPolicy: 'cache-and-network',
  })
  const narrowed = search !== '' || speciesId !== null || status !== 'ACTIVE'
  return (
    <ListPage
      title="Patients"
      counted={['patient', 'patients']}
      params={list}
      search={{ label: 'Search patients', placeholder: 'Name, owner, phone or microchip' }}
      filters={
        <>
          <FilterSelect
            label="Species"
            all="All species"
            options={species.map(({ id, name }) => [id, name])}
            value={speciesId}
            onChange={(value) => set('species', value)}
          />
          <FilterSelect
            label="Status"
            all="All"
            options={statuses.map((option) => [option, statusLooks[option].label])}
            value={status}
            onChange={(value) => set('status', value === 'ACTIVE' ? null : (value ?? 'all'))}
          />
        </>
      }
      query={query}
      list={(query.data ?? query.previousData)?.pets}
      columns={columns}
      rowHref={({ id }) => `/patients/${id}`}
      empty={
        <EmptyState title={narrowed ? 'No patient fits' : 'No patients yet'}>
          {narrowed
            ? 'Small misspellings are forgiven. Try fewer letters, another species, or all statuses.'
            : 'Add the first one with “New patient”.'}
        </EmptyState>
      }
      create={{
        permission: 'pet:write',
        label: 'New patient',
        icon: <Add />,
        dialog: (onClose) => (
          <NewPatientDialog
            ownerId={params.get('owner')}
            onClose={onClose}
            onCreated={(pet) => {
              toast({ message: `${patientText(pet)}, is a patient now.` })
              void navigate(`/patients/${pet.id}`)
            }}
          />
        ),
      }}
    >
      <Can do="pet:record-death">
        <ReportedDeathsSection />
      </Can>
      <Can do="pet:write">
        <PetEditsSection />
      </Can>
    </ListPage>
  )
}
