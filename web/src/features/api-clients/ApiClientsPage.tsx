import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Page } from '../../ui/Page'
import { Tag } from '../../ui/Tag'
import { useCan } from '../../ui/viewer'
import { When } from '../../ui/When'
import { type ApiClientRow_clientFragment, useApiClientsPageQuery } from './api-clients.gen'
import { ApiClientDialog } from './ApiClientDialog'
import { RotateDialog } from './RotateDialog'
import { SecretDialog, type Shown } from './SecretDialog'
import { RevokeDialog } from './RevokeDialog'

type Row = ApiClientRow_clientFragment

/** Software of others that may use the graph. */
export function ApiClientsPage() {
  const { data, error, loading, refetch, fetchMore } = useApiClientsPageQuery({
    fetchPolicy: 'cache-and-network',
  })
  const list = data?.apiClients
  const after = list?.pageInfo.endCursor
  const mayWrite = useCan('api-client:write')
  const [open, setOpen] = useState<Row | 'new' | null>(null)
  const [rotating, setRotating] = useState<Row | null>(null)
  const [revoking, setRevoking] = useState<Row | null>(null)
  const [shown, setShown] = useState<Shown | null>(null)
  const columns: Column<Row>[] = [
    {
      key: 'name',
      label: 'API client',
      render: (client) => (
        <Box sx={{ minWidth: 0 }}>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
            {mayWrite && !client.revokedAt ? (
              <ButtonBase
                onClick={() => setOpen(client)}
                sx={{ fontWeight: 600, fontSize: 'inherit', borderRadius: 0.5, textDecoration: 'underline' }}
              >
                {client.name}
              </ButtonBase>
            ) : (
              <strong>{client.name}</strong>
            )}
            {client.revokedAt && <Tag tone="bad">Shut out</Tag>}
            {client.secrets.length > 1 && <Tag tone="warn">Two secrets</Tag>}
          </Box>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {client.description}
          </Typography>
        </Box>
      ),
    },
    {
      key: 'rights',
      label: 'May',
      render: ({ permissions }) => (
        <span title={permissions.join(', ')}>
          {permissions.length === 1 ? permissions[0] : `${permissions.length} rights`}
        </span>
      ),
    },
    { key: 'where', label: 'Where', render: ({ location }) => location?.name ?? 'Everywhere' },
    {
      key: 'used',
      label: 'Last used',
      render: ({ lastUsedAt }) => (lastUsedAt ? <When at={lastUsedAt} /> : 'Never'),
    },
    {
      key: 'by',
      label: 'Let in by',
      phone: 'hidden',
      render: ({ createdBy, createdAt }) => (
        <>
          {createdBy?.name}, <When at={createdAt} show="day" />
        </>
      ),
    },
    {
      key: 'access',
      label: 'Access',
      align: 'right',
      phone: 'end',
      render: (client) =>
        mayWrite &&
        !client.revokedAt && (
          <Button
            color="inherit"
            size="small"
            onClick={() => setRotating(client)}
            aria-label={`Secret of ${client.name}`}
          >
            Secret…
          </Button>
        ),
    },
  ]
  return (
    <Page
      title="API clients"
      subtitle="Other software that works with the hospital’s data: laboratories, accounting, insurers."
      actions={
        mayWrite && (
          <Button variant="contained" startIcon={<Add />} onClick={() => setOpen('new')} disabled={!data}>
            New API client
          </Button>
        )
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || !error) && (
        <DataTable
          label="API clients"
          columns={columns}
          rows={list?.nodes ?? []}
          rowKey={({ id }) => id}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={
            <EmptyState title="No other software has access">
              Each API client has a secret and rights of its own; the audit log names it.
            </EmptyState>
          }
        />
      )}
      {open && (
        <ApiClientDialog
          client={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          onMade={(made) => {
            setOpen(null)
            setShown(made)
            void refetch()
          }}
        />
      )}
      {rotating && (
        <RotateDialog
          client={rotating}
          onClose={() => setRotating(null)}
          onRotated={(made) => {
            setRotating(null)
            setShown(made)
          }}
          onRevoke={() => {
            setRotating(null)
            setRevoking(rotating)
          }}
        />
      )}
      {revoking && <RevokeDialog client={revoking} onClose={() => setRevoking(null)} />}
      {shown && <SecretDialog shown={shown} onClose={() => setShown(null)} />}
    </Page>
  )
}
