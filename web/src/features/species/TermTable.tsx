import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { RetireButton, useRetire } from '../../ui/retire'
import { SearchField } from '../../ui/SearchField'
import { Tag } from '../../ui/Tag'
import { useToast } from '../../ui/toasts'
import { EditTermDialog, type Term } from './TermDialog'

export interface TermChange {
  id: string
  version: number
  name?: string
  synonyms?: string[]
  retired?: boolean
}

interface Props<Row extends Term> {
  label: string
  rows: readonly Row[]
  loading: boolean
  further?: readonly Column<Row>[]
  rowHref?: (row: Row) => string
  update: (change: TermChange) => Promise<unknown>
  /** Fetches the list anew. */
  latest: () => Promise<readonly Term[]>
}

const isFound =
  (text: string) =>
  ({ name, synonyms }: Term): boolean =>
    [name, ...synonyms].some((each) => each.toLowerCase().includes(text.trim().toLowerCase()))

const asRetirable = ({ id, version, name, retired }: Term) => ({ id, version, name, active: !retired })

/** The terms of the vocabulary with their other names; they are retired and never deleted (PT8). */
export function TermTable<Row extends Term>({
  label,
  rows,
  loading,
  further = [],
  rowHref,
  update,
  latest,
}: Props<Row>) {
  const toast = useToast()
  const [text, setText] = useState('')
  const [editing, setEditing] = useState<Row | null>(null)
  const setActive = useRetire(
    async ({ id, version, active }) => {
      await update({ id, version, retired: !active })
      return null
    },
    { retired: 'is retired: patients that have it keep it', back: 'can be chosen again' },
  )
  const columns: Column<Row>[] = [
    {
      key: 'name',
      label: 'Name',
      width: '30%',
      render: ({ name, retired }) => (
        <>
          {name} {retired && <Tag>Retired</Tag>}
        </>
      ),
    },
    { key: 'synonyms', label: 'Other names', render: ({ synonyms }) => synonyms.join(', ') || null },
    ...further,
    {
      key: 'change',
      label: 'Change',
      align: 'right',
      phone: 'end',
      render: (row) => (
        <span style={{ position: 'relative', zIndex: 1 }}>
          <Button size="small" onClick={() => setEditing(row)} aria-label={`Edit ${row.name}`}>
            Edit
          </Button>
          <RetireButton thing={asRetirable(row)} onClick={() => void setActive(asRetirable(row))} />
        </span>
      ),
    },
  ]
  return (
    <>
      <Box sx={{ display: 'flex' }}>
        <SearchField
          label={`Search ${label}`}
          placeholder="Any of its names"
          value={text}
          onChange={setText}
        />
      </Box>
      <DataTable
        label={label}
        columns={columns}
        rows={rows.filter(isFound(text))}
        rowKey={({ id }) => id}
        rowHref={rowHref}
        loading={loading}
        empty={<EmptyState title={text ? `Nothing is called “${text}”` : 'None yet'} />}
      />
      {editing && (
        <EditTermDialog
          term={editing}
          latest={async () => (await latest()).find(({ id }) => id === editing.id) ?? null}
          onSave={async ({ name, synonyms }, { version }) => {
            await update({ id: editing.id, version, name, synonyms })
            toast({ message: `${name} is saved.` })
            setEditing(null)
          }}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  )
}
