import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import { useState } from 'react'
import { type Column, DataTable } from '../../../ui/DataTable'
import { EmptyState } from '../../../ui/EmptyState'
import { ErrorView } from '../../../ui/ErrorView'
import { FilterSelect } from '../../../ui/ListPage'
import { SearchField } from '../../../ui/SearchField'
import { Section } from '../../../ui/Section'
import { Tag } from '../../../ui/Tag'
import { useDebounced } from '../../../ui/useDebounced'
import { EditDoseDialog, NewDoseDialog } from './DoseDialog'
import {
  type Dose_formularyDoseFragment,
  useFormularyDosesQuery,
  useFormularySpeciesQuery,
} from './formulary.gen'

const bandOf = ({ minKilograms, maxKilograms }: Dose_formularyDoseFragment) =>
  maxKilograms === null ? `from ${minKilograms} kg` : `${minKilograms} to below ${maxKilograms} kg`

const columns: Column<Dose_formularyDoseFragment>[] = [
  {
    key: 'product',
    label: 'Product',
    width: '26%',
    render: ({ product, retiredAt }) => (
      <>
        {product} {retiredAt && <Tag>Retired</Tag>}
      </>
    ),
  },
  { key: 'substance', label: 'Substance', render: ({ substance }) => substance.name },
  {
    key: 'species',
    label: 'Species and weight',
    render: (dose) => `${dose.species.name}, ${bandOf(dose)}`,
  },
  {
    key: 'rate',
    label: 'Dose (maximum)',
    render: ({ milligramsPerKilogram, maxMilligramsPerKilogram }) =>
      `${milligramsPerKilogram} mg/kg (${maxMilligramsPerKilogram})`,
  },
  { key: 'frequency', label: 'How often', render: ({ frequency }) => frequency },
  {
    key: 'strength',
    label: 'Strength',
    render: ({ milligramsPerUnit, unit }) => `${milligramsPerUnit} mg per ${unit}`,
  },
]

/** How products are dosed, by species and band of weight. */
export function DosesSection() {
  const [text, setText] = useState('')
  const [speciesId, setSpeciesId] = useState<string | null>(null)
  const [includeRetired, setIncludeRetired] = useState(false)
  const [editing, setEditing] = useState<Dose_formularyDoseFragment | 'new' | null>(null)
  const search = useDebounced(text.trim(), 150)
  const filter = { search, speciesId, includeRetired }
  const query = useFormularyDosesQuery({ variables: { filter }, fetchPolicy: 'cache-and-network' })
  const { data: known } = useFormularySpeciesQuery()
  const species = known?.species ?? []
  const list = (query.data ?? query.previousData)?.formularyDoses
  const change: Column<Dose_formularyDoseFragment> = {
    key: 'change',
    label: 'Change',
    phone: 'end',
    align: 'right',
    width: 90,
    render: (dose) => (
      <Button
        size="small"
        variant="outlined"
        aria-label={`Edit ${dose.product}, ${dose.species.name}, ${bandOf(dose)}`}
        onClick={() => setEditing(dose)}
      >
        Edit
      </Button>
    ),
  }
  const saved = () => {
    setEditing(null)
    void query.refetch()
  }
  return (
    <Section
      title="Doses"
      id="doses"
      flush
      actions={
        <Button startIcon={<Add />} onClick={() => setEditing('new')}>
          New dose
        </Button>
      }
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, mb: 1.5 }}>
        <SearchField
          label="Search doses"
          placeholder="The beginning of a product’s name"
          value={text}
          onChange={setText}
        />
        <FilterSelect
          label="Species of the doses"
          all="All species"
          options={species.map(({ id, name }) => [id, name] as const)}
          value={speciesId}
          onChange={setSpeciesId}
        />
        <FormControlLabel
          control={<Switch checked={includeRetired} onChange={(_event, on) => setIncludeRetired(on)} />}
          label="Retired too"
        />
      </Box>
      {query.error && (
        <ErrorView error={query.error} onRetry={() => void query.refetch()} form={list ? 'line' : 'page'} />
      )}
      {(list || !query.error) && (
        <DataTable
          label="Doses"
          columns={[...columns, change]}
          rows={list?.nodes ?? []}
          rowKey={({ id }) => id}
          loading={query.loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() =>
            void query.fetchMore({ variables: { after: list?.pageInfo.endCursor } }).catch(() => {})
          }
          empty={
            <EmptyState title={search || speciesId ? 'No such dose' : 'No doses yet'}>
              A dose says how much of a product a species gets per kilogram.
            </EmptyState>
          }
        />
      )}
      {editing === 'new' && (
        <NewDoseDialog species={species} onSaved={saved} onClose={() => setEditing(null)} />
      )}
      {editing && editing !== 'new' && (
        <EditDoseDialog dose={editing} species={species} onSaved={saved} onClose={() => setEditing(null)} />
      )}
    </Section>
  )
}
