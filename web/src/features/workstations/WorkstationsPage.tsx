import AddToQueue from '@mui/icons-material/AddToQueueOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Page } from '../../ui/Page'
import { Tag } from '../../ui/Tag'
import { When } from '../../ui/When'
import { RegisterDialog } from './RegisterDialog'
import { RetireDialog } from './RetireDialog'
import { useWorkstationsPageQuery, type WorkstationRow_workstationFragment } from './workstations.gen'

type Row = WorkstationRow_workstationFragment

/** The browsers that several people share. */
export function WorkstationsPage() {
  const { data, error, loading, refetch } = useWorkstationsPageQuery({ fetchPolicy: 'cache-and-network' })
  const [open, setOpen] = useState(false)
  const [retiring, setRetiring] = useState<Row | null>(null)
  const here = data?.workstation?.id ?? null
  const columns: Column<Row>[] = [
    {
      key: 'name',
      label: 'Workstation',
      render: ({ id, name, revokedAt }) => (
        <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, fontWeight: 600 }}>
          {name}
          {id === here && <Tag tone="good">This browser</Tag>}
          {revokedAt && <Tag>Retired</Tag>}
        </Box>
      ),
    },
    { key: 'location', label: 'Where', render: ({ location }) => location?.name },
    {
      key: 'people',
      label: 'People with a PIN',
      align: 'right',
      render: ({ people }) => people.length,
      phone: 'hidden',
    },
    { key: 'idle', label: 'Locks after', render: ({ idleMinutes }) => `${idleMinutes} min` },
    { key: 'used', label: 'Last sign-in', render: ({ lastUsedAt }) => <When at={lastUsedAt} /> },
    {
      key: 'retire',
      label: 'Use',
      align: 'right',
      phone: 'end',
      render: (row) =>
        !row.revokedAt && (
          <Button
            color="error"
            size="small"
            onClick={() => setRetiring(row)}
            aria-label={`Retire ${row.name}`}
          >
            Retire
          </Button>
        ),
    },
  ]
  return (
    <Page
      title="Workstations"
      subtitle="Browsers that several people share: a PIN changes over, and whoever leaves is signed out."
      actions={
        <Button
          variant="contained"
          startIcon={<AddToQueue />}
          onClick={() => setOpen(true)}
          disabled={!data || here !== null}
        >
          Make this browser one
        </Button>
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || !error) && (
        <DataTable
          label="Workstations"
          columns={columns}
          rows={data?.workstations ?? []}
          rowKey={({ id }) => id}
          loading={loading}
          empty={
            <EmptyState title="No shared workstation yet">
              Open this page in the browser at the front desk and make it one.
            </EmptyState>
          }
        />
      )}
      {retiring && <RetireDialog workstation={retiring} onClose={() => setRetiring(null)} />}
      {open && (
        <RegisterDialog
          onClose={() => setOpen(false)}
          onRegistered={() => {
            setOpen(false)
            void refetch()
          }}
        />
      )}
    </Page>
  )
}
