import PersonAdd from '@mui/icons-material/PersonAddAlt1'
import Box from '@mui/material/Box'
import type { Column } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { FilterChips } from '../../ui/FilterChips'
import { FilterSelect, ListPage } from '../../ui/ListPage'
import { PersonAvatar } from '../../ui/PersonAvatar'
import { PhoneLink } from '../../ui/PhoneLink'
import { useListParams } from '../../ui/useListParams'
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
  const list = useListParams()
  const { search, params, set } = list
  const closed = params.get('show') === 'closed'
  const roleKey = params.get('role')
  const roles = useRoleChoicesQuery().data?.roles ?? []
  const query = usePeoplePageQuery({
    variables: {
      filter: { active: !closed, ...(search && { search }), ...(roleKey ? { roleKey } : { staff: true }) },
    },
    fetchPolicy: 'cache-and-network',
  })
  const narrowed = search !== '' || roleKey !== null
  return (
    <ListPage
      title="People"
      counted={['person', 'people']}
      params={list}
      search={{ label: 'Search people', placeholder: 'Name or e-mail' }}
      filters={
        <>
          <FilterSelect
            label="Role"
            all="All staff"
            options={roles.flatMap(({ key, name }) => (key === null ? [] : [[key, name] as const]))}
            value={roleKey}
            onChange={(value) => set('role', value)}
          />
          <FilterChips
            label="Which accounts"
            options={activeOptions}
            value={closed ? 'closed' : 'open'}
            onChange={(value) => set('show', value === 'closed' ? value : null)}
          />
        </>
      }
      query={query}
      list={(query.data ?? query.previousData)?.users}
      columns={columns}
      rowHref={({ id }) => `/admin/people/${id}`}
      empty={
        <EmptyState
          title={narrowed ? 'Nobody fits' : closed ? 'Nobody was deactivated' : 'Nobody has an account'}
        >
          {narrowed ? 'Try part of the name, or another role.' : undefined}
        </EmptyState>
      }
      create={{
        permission: 'user:write',
        label: 'Invite',
        icon: <PersonAdd />,
        dialog: (onClose) => <InviteDialog onClose={onClose} />,
      }}
    />
  )
}
