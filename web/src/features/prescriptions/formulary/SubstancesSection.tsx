import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import { useState } from 'react'
import { type Column, DataTable } from '../../../ui/DataTable'
import { EmptyState } from '../../../ui/EmptyState'
import { ErrorView } from '../../../ui/ErrorView'
import { SearchField } from '../../../ui/SearchField'
import { Section } from '../../../ui/Section'
import { Tag } from '../../../ui/Tag'
import { useDebounced } from '../../../ui/useDebounced'
import { type Substance_substanceFragment, useFormularySubstancesQuery } from './formulary.gen'
import { EditSubstanceDialog, NewSubstanceDialog } from './SubstanceDialog'

/** What medicines are made of and animals are allergic to. */
export function SubstancesSection() {
  const [text, setText] = useState('')
  const [includeRetired, setIncludeRetired] = useState(false)
  const [editing, setEditing] = useState<Substance_substanceFragment | 'new' | null>(null)
  const search = useDebounced(text.trim(), 150)
  const query = useFormularySubstancesQuery({
    variables: { filter: { search, includeRetired } },
    fetchPolicy: 'cache-and-network',
  })
  const list = (query.data ?? query.previousData)?.substances
  const columns: Column<Substance_substanceFragment>[] = [
    {
      key: 'name',
      label: 'Substance',
      width: '40%',
      render: ({ name, retiredAt }) => (
        <>
          {name} {retiredAt && <Tag>Retired</Tag>}
        </>
      ),
    },
    { key: 'family', label: 'Family', render: ({ family }) => family ?? '–' },
    {
      key: 'change',
      label: 'Change',
      phone: 'end',
      align: 'right',
      width: 90,
      render: (substance) => (
        <Button
          size="small"
          variant="outlined"
          aria-label={`Edit ${substance.name}`}
          onClick={() => setEditing(substance)}
        >
          Edit
        </Button>
      ),
    },
  ]
  const saved = () => {
    setEditing(null)
    void query.refetch()
  }
  return (
    <Section
      title="Substances"
      id="substances"
      flush
      actions={
        <Button startIcon={<Add />} onClick={() => setEditing('new')}>
          New substance
        </Button>
      }
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, mb: 1.5 }}>
        <SearchField
          label="Search substances"
          placeholder="The beginning of a name"
          value={text}
          onChange={setText}
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
          label="Substances"
          columns={columns}
          rows={list?.nodes ?? []}
          rowKey={({ id }) => id}
          loading={query.loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() =>
            void query.fetchMore({ variables: { after: list?.pageInfo.endCursor } }).catch(() => {})
          }
          empty={<EmptyState title={search ? 'No such substance' : 'No substances yet'} />}
        />
      )}
      {editing === 'new' && <NewSubstanceDialog onSaved={saved} onClose={() => setEditing(null)} />}
      {editing && editing !== 'new' && (
        <EditSubstanceDialog substance={editing} onSaved={saved} onClose={() => setEditing(null)} />
      )}
    </Section>
  )
}
