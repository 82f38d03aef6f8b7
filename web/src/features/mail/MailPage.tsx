import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import type { MailStatus } from '../../gql/types'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Page } from '../../ui/Page'
import { SearchField } from '../../ui/SearchField'
import { Tag } from '../../ui/Tag'
import { useListParams } from '../../ui/useListParams'
import { When } from '../../ui/When'
import { type MailRow_mailFragment, useMailPageQuery } from './mail.gen'
import { MailDrawer } from './MailDrawer'
import { mailStatuses } from './mailWords'

const isStatus = (text: string | null): text is MailStatus => text !== null && text in mailStatuses

const failed: Column<MailRow_mailFragment> = {
  key: 'failure',
  label: 'What went wrong',
  phone: 'hidden',
  render: ({ failure, attempts }) => failure && `${failure}${attempts > 1 ? ` (${attempts} attempts)` : ''}`,
}

const columnsFor = (rows: readonly MailRow_mailFragment[]): Column<MailRow_mailFragment>[] => [
  {
    key: 'subject',
    label: 'Subject',
    width: '34%',
    render: ({ subject }) => subject,
  },
  {
    key: 'to',
    label: 'To',
    render: ({ recipient, recipientName }) => (
      <>
        {recipientName}{' '}
        <Box component="span" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {recipient}
        </Box>
      </>
    ),
  },
  {
    key: 'status',
    label: 'Status',
    phone: 'end',
    width: 120,
    render: ({ status }) => <Tag tone={mailStatuses[status].tone}>{mailStatuses[status].label}</Tag>,
  },
  ...(rows.some(({ failure }) => failure) ? [failed] : []),
  { key: 'at', label: 'Written', width: 210, render: ({ createdAt }) => <When at={createdAt} /> },
]

/** The hospital's outbox: what it wrote by itself, and whether that arrived. */
export function MailPage() {
  const { text, setText, search, params, set, hrefWith } = useListParams()
  const asked = params.get('status')
  const status = isStatus(asked) ? asked : null
  const opened = params.get('mail')
  const { data, previousData, loading, error, refetch, fetchMore } = useMailPageQuery({
    variables: { filter: { ...(status && { status }), ...(search && { recipient: search }) } },
    fetchPolicy: 'cache-and-network',
  })
  const list = (data ?? previousData)?.mails
  const rows = list?.nodes ?? []
  const after = list?.pageInfo.endCursor
  const narrowed = search !== '' || status !== null
  return (
    <Page
      title="E-mail"
      subtitle={list ? `${list.totalCount} ${list.totalCount === 1 ? 'message' : 'messages'}` : ' '}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <SearchField label="Recipient" placeholder="Whole e-mail address" value={text} onChange={setText} />
        <TextField
          select
          value={status ?? 'all'}
          onChange={(event) => set('status', event.target.value === 'all' ? null : event.target.value)}
          slotProps={{ htmlInput: { 'aria-label': 'Status' } }}
          sx={{ width: { xs: 'auto', sm: 160 }, flex: { xs: '1 1 120px', sm: 'none' } }}
        >
          <MenuItem value="all">Every status</MenuItem>
          {Object.entries(mailStatuses).map(([value, { label }]) => (
            <MenuItem key={value} value={value}>
              {label}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      {error && (
        <ErrorView error={error} onRetry={() => void refetch()} form={rows.length > 0 ? 'line' : 'page'} />
      )}
      {(!error || rows.length > 0) && (
        <DataTable
          label="E-mail"
          columns={columnsFor(rows)}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => hrefWith('mail', id)}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={
            <EmptyState title={narrowed ? 'No message fits' : 'Nothing was written yet'}>
              {narrowed
                ? 'Try the whole address, or another status.'
                : 'Invitations, confirmations and new passwords will stand here.'}
            </EmptyState>
          }
        />
      )}
      {opened && <MailDrawer key={opened} id={opened} onClose={() => set('mail', null)} />}
    </Page>
  )
}
