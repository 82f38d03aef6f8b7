import Add from '@mui/icons-material/Add'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { useCurrentLocation } from '../../ui/location'
import { Page } from '../../ui/Page'
import { Field, SaveDialog, SwitchField } from '../../ui/SaveDialog'
import { Tag } from '../../ui/Tag'
import { useSave } from '../../ui/useSave'
import { type Cage_cageFragment, useCagesPageQuery, useSaveCageMutation } from './cages.gen'
import { cageText } from './words'

type Cage = Cage_cageFragment

const valuesOf = ({ ward, name, active }: Cage) => ({ ward, name, retired: !active })
type Values = ReturnType<typeof valuesOf>

interface Props {
  /** Null for a new one. */
  cage: Cage | null
  /** Fetches it anew when somebody else was faster. */
  latest: () => Promise<Cage | null>
  onClose: () => void
}

function CageDialog({ cage, latest, onClose }: Props) {
  const location = useCurrentLocation()
  const [save] = useSaveCageMutation()
  const form = useSave<Values, Cage>({
    labels: { ward: 'Ward', name: 'Name', retired: 'No patient comes into it any more' },
    ...(cage ? { thing: cage, valuesOf, latest } : { start: { ward: '', name: '', retired: false } }),
    save: async (values, { version, headersFor }) => {
      const input = { ...values, locationId: location.id, ...(cage && { id: cage.id, version }) }
      await save({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={cage ? `Edit ${cageText(cage)}` : `New cage at ${location.name}`}
      submitLabel="Save"
      onClose={onClose}
      width="xs"
    >
      <Field<Values> name="ward" required autoFocus placeholder="Cats" />
      <Field<Values> name="name" required placeholder="C4" />
      {cage && <SwitchField<Values> name="retired" />}
    </SaveDialog>
  )
}

/** The wards of the current location with their cages, as the administrator keeps them. */
export function CagesPage() {
  const location = useCurrentLocation()
  const { data, error, loading, refetch } = useCagesPageQuery({
    variables: { locationId: location.id },
    fetchPolicy: 'cache-and-network',
  })
  const [editing, setEditing] = useState<Cage | null | undefined>(undefined)
  const columns: Column<Cage>[] = [
    { key: 'name', label: 'Cage', render: ({ name }) => <b>{name}</b> },
    { key: 'ward', label: 'Ward', render: ({ ward }) => ward },
    { key: 'state', label: 'State', render: ({ active }) => (active ? 'In use' : <Tag>Retired</Tag>) },
    {
      key: 'change',
      label: 'Change',
      align: 'right',
      phone: 'end',
      render: (cage) => (
        <Button size="small" onClick={() => setEditing(cage)} aria-label={`Edit ${cageText(cage)}`}>
          Edit
        </Button>
      ),
    },
  ]
  return (
    <Page
      title="Wards and cages"
      subtitle={`Where patients stay at ${location.name}. A cage holds one patient at a time.`}
      actions={
        <Button variant="contained" startIcon={<Add />} onClick={() => setEditing(null)}>
          New cage
        </Button>
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || !error) && (
        <DataTable
          label="Cages"
          columns={columns}
          rows={data?.cages ?? []}
          rowKey={({ id }) => id}
          loading={loading}
          empty={
            <EmptyState title="No cages yet">Add the cages into which patients are admitted.</EmptyState>
          }
        />
      )}
      {editing !== undefined && (
        <CageDialog
          cage={editing}
          latest={async () => (await refetch()).data?.cages.find(({ id }) => id === editing?.id) ?? null}
          onClose={() => {
            setEditing(undefined)
            void refetch()
          }}
        />
      )}
    </Page>
  )
}
