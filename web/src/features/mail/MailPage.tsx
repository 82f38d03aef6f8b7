import Box from '@mui/material/Box'
import type { MailStatus } from '../../gql/types'
import type { Column } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { FilterSelect, ListPage } from '../../ui/ListPage'
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
  const list = useListParams()
  const { search, params, set, hrefWith } = list
  const asked = params.get('status')
  const status = isStatus(asked) ? asked : null
  const opened = params.get('mail')
  const query = useMailPageQuery({
    variables: { filter: { ...(status && { status }), ...(search && { recipient: search }) } },
    fetchPolicy: 'cache-and-network',
  })
  const mails = (query.data ?? query.previousData)?.mails
  const narrowed = search !== '' || status !== null
  return (
    <>
      <ListPage
        title="E-mail"
        counted={['message', 'messages']}
        params={list}
        search={{ label: 'Recipient', placeholder: 'Whole e-mail address' }}
        filters={
          <FilterSelect
            label="Status"
            all="Every status"
            options={Object.entries(mailStatuses).map(([value, { label }]) => [value, label])}
            value={status}
            onChange={(value) => set('status', value)}
          />
        }
        query={query}
        list={mails}
        columns={columnsFor(mails?.nodes ?? [])}
        rowHref={({ id }) => hrefWith('mail', id)}
        empty={
          <EmptyState title={narrowed ? 'No message fits' : 'Nothing was written yet'}>
            {narrowed
              ? 'Try the whole address, or another status.'
              : 'Invitations, confirmations and new passwords will stand here.'}
          </EmptyState>
        }
      />
      {opened && <MailDrawer key={opened} id={opened} onClose={() => set('mail', null)} />}
    </>
  )
}
