import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { TimelineKind } from '../../gql/types'
import { FilterChips } from '../../ui/FilterChips'
import { SearchField } from '../../ui/SearchField'
import { Section } from '../../ui/Section'
import { useDebounced } from '../../ui/useDebounced'
import { useViewer } from '../../ui/viewer'
import { Entries, FoundRecords, Invoices, Visits } from './lists'

type Filter =
  'all' | 'records' | 'vaccinations' | 'medicines' | 'measured' | 'alerts' | 'files' | 'visits' | 'invoices'

const filters: readonly {
  key: Filter
  label: string
  permission: string
  kinds?: readonly TimelineKind[]
}[] = [
  { key: 'all', label: 'All', permission: 'pet:read' },
  { key: 'records', label: 'Records', permission: 'medical-record:read', kinds: ['RECORD'] },
  { key: 'vaccinations', label: 'Vaccinations', permission: 'vaccination:read', kinds: ['VACCINATION'] },
  { key: 'medicines', label: 'Medicines', permission: 'prescription:read', kinds: ['PRESCRIPTION'] },
  { key: 'measured', label: 'Measured', permission: 'pet:read', kinds: ['WEIGHT', 'VITALS'] },
  { key: 'alerts', label: 'Alerts', permission: 'pet:read', kinds: ['ALERT', 'STATUS'] },
  { key: 'files', label: 'Files', permission: 'file:read', kinds: ['FILE'] },
  { key: 'visits', label: 'Visits', permission: 'appointment:read' },
  { key: 'invoices', label: 'Invoices', permission: 'invoice:read' },
]

/** Everything about a patient in the order of time, beside what is being written. */
export function TimelineSection({ petId }: { petId: string }) {
  const { permissions } = useViewer()
  const [filter, setFilter] = useState<Filter>('all')
  const [typed, setTyped] = useState('')
  const search = useDebounced(typed.trim(), 200)
  const [typedDiagnosis, setTypedDiagnosis] = useState('')
  const diagnosis = useDebounced(typedDiagnosis.trim(), 200)
  const isSearch = search !== '' || diagnosis !== ''
  const offered = filters.filter(({ permission }) => permissions.includes(permission))
  const kinds = filters.find(({ key }) => key === filter)?.kinds ?? null
  return (
    <Section title="Timeline" id="timeline" flush>
      <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        {permissions.includes('medical-record:read') && (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
            <SearchField
              label="Search the records of this patient"
              placeholder="Words in the records"
              value={typed}
              onChange={setTyped}
            />
            <TextField
              value={typedDiagnosis}
              onChange={({ target }) => setTypedDiagnosis(target.value)}
              placeholder="Diagnosis or code"
              slotProps={{ htmlInput: { 'aria-label': 'Records with this diagnosis', autoComplete: 'off' } }}
              sx={{ flex: { xs: '1 1 100%', sm: '1 1 140px' }, maxWidth: { sm: 220 } }}
            />
          </Box>
        )}
        {!isSearch && (
          <Box sx={{ minWidth: 0 }}>
            <FilterChips
              label="What the timeline shows"
              options={offered.map(({ key, label }) => [key, label] as const)}
              value={filter}
              onChange={setFilter}
            />
          </Box>
        )}
        {isSearch ? (
          <FoundRecords petId={petId} search={search} diagnosis={diagnosis} />
        ) : filter === 'visits' ? (
          <Visits petId={petId} />
        ) : filter === 'invoices' ? (
          <Invoices petId={petId} />
        ) : (
          <Entries petId={petId} kinds={kinds} />
        )}
      </Box>
    </Section>
  )
}
