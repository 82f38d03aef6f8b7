import PersonAdd from '@mui/icons-material/PersonAddAlt1'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { FilterChips } from '../../ui/FilterChips'
import { Page } from '../../ui/Page'
import { PersonAvatar } from '../../ui/PersonAvatar'
import { PhoneLink } from '../../ui/PhoneLink'
import { SearchField } from '../../ui/SearchField'
import { useListParams } from '../../ui/useListParams'
import { Can } from '../../ui/viewer'
import { InviteDialog } from './InviteDialog'
import { type PersonRow_userFragment, usePeoplePageQuery, useRoleChoicesQuery } from './people.gen'
import { PersonTags } from './PersonTags'

const columns: Column<PersonRow_userFragment>[] = [
  {
    key: 'name',
    label: 'Name',
    width: '32%',
    render: (person) => (
      <Box
        component="span"
        sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.25, flexWrap: 'wrap' }}
      >
        <PersonAvatar name={person.name} initials={person.initials} src={person.photoUrl} size={28} />
        {person.name}
        <PersonTags person={person} />
      </Box>
    ),
  },
  {
    key: 'roles',
    label: 'Roles',
    width: '30%',
    render: ({ roles }) => <RoleNames roles={roles} />,
  },
  { key: 'email', label: 'E-mail', render: ({ email }) => email },
  {
    key: 'phone',
    label: 'Phone',
    width: '15%',
    render: ({ phone }) => phone && <PhoneLink number={phone} />,
  },
]

function RoleNames({ roles }: { roles: PersonRow_userFragment['roles'] }) {
  if (roles.length === 0)
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        No role
      </Box>
    )
  return roles.map(({ role, location }, index) => (
    <span key={`${role.id} ${location?.id ?? ''}`}>
      {index > 0 && ', '}
      {role.name}
      {location && (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {' '}
          at {location.name}
        </Box>
      )}
    </span>
  ))
}

const activeOptions = [
  ['open', 'Active'],
  ['closed', 'Deactivated'],
] as const

export function PeoplePage() {
  const { text, setText, search, params, set } = useListParams()
  const closed = params.get('show') === 'closed'
  const roleKey = params.get('role')
  const filter = { active: !closed, ...(search && { search }), ...(roleKey ? { roleKey } : { staff: true }) }
  const { data, previousData, loading, error, refetch, fetchMore } = usePeoplePageQuery({
    variables: { filter },
    fetchPolicy: 'cache-and-network',
  })
  const roles = useRoleChoicesQuery().data?.roles ?? []
  const list = (data ?? previousData)?.users
  const rows = list?.nodes ?? []
  const after = list?.pageInfo.endCursor
  const narrowed = search !== '' || roleKey !== null

  return (
    <Page
      title="People"
      subtitle={list ? `${list.totalCount} ${list.totalCount === 1 ? 'person' : 'people'}` : ' '}
      actions={
        <Can do="user:write">
          <Button variant="contained" startIcon={<PersonAdd />} onClick={() => set('new', '1')}>
            Invite
          </Button>
        </Can>
      }
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <SearchField label="Search people" placeholder="Name or e-mail" value={text} onChange={setText} />
        <TextField
          select
          value={roles.some(({ key }) => key === roleKey) ? roleKey : 'all'}
          onChange={(event) => set('role', event.target.value === 'all' ? null : event.target.value)}
          slotProps={{ htmlInput: { 'aria-label': 'Role' } }}
          sx={{ width: { xs: 'auto', sm: 190 }, flex: { xs: '1 1 120px', sm: 'none' } }}
        >
          <MenuItem value="all">All staff</MenuItem>
          {roles.map(({ key, name }) => (
            <MenuItem key={key} value={key}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        <FilterChips
          label="Which accounts"
          options={activeOptions}
          value={closed ? 'closed' : 'open'}
          onChange={(value) => set('show', value === 'closed' ? value : null)}
        />
      </Box>
      {error && (
        <ErrorView error={error} onRetry={() => void refetch()} form={rows.length > 0 ? 'line' : 'page'} />
      )}
      {(!error || rows.length > 0) && (
        <DataTable
          label="People"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/admin/people/${id}`}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={
            <EmptyState
              title={narrowed ? 'Nobody fits' : closed ? 'Nobody was deactivated' : 'Nobody has an account'}
            >
              {narrowed ? 'Try part of the name, or another role.' : undefined}
            </EmptyState>
          }
        />
      )}
      {params.get('new') && (
        <Can do="user:write">
          <InviteDialog onClose={() => set('new', null)} />
        </Can>
      )}
    </Page>
  )
}
