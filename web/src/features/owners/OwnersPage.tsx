import PersonAdd from '@mui/icons-material/PersonAddAlt1'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { Column } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { isUnavailable } from '../../ui/errors'
import { FilterChips } from '../../ui/FilterChips'
import { ListPage } from '../../ui/ListPage'
import { PersonAvatar } from '../../ui/PersonAvatar'
import { PhoneLink } from '../../ui/PhoneLink'
import { Tag } from '../../ui/Tag'
import { Unavailable } from '../../ui/Unavailable'
import { useListParams } from '../../ui/useListParams'
import { Can } from '../../ui/viewer'
import { When } from '../../ui/When'
import { OwnerClaimsSection } from './OwnerClaimsSection'
import { NewOwnerDialog } from './NewOwnerDialog'
import { type OwnerRow_ownerFragment, useOwnersPageQuery } from './owners.gen'

/** `lacking` says that a silent part of the system leaves something out. */
const columnsFor = (lacking: boolean): Column<OwnerRow_ownerFragment>[] => [
  {
    key: 'name',
    label: 'Client',
    width: '26%',
    render: (owner) => (
      <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.25 }}>
        <PersonAvatar name={owner.name} size={28} />
        {owner.name}
        {owner.archivedAt && <Tag>Archived</Tag>}
      </Box>
    ),
  },
  {
    key: 'phone',
    label: 'Phone',
    width: '18%',
    render: (owner) => owner.phone && <PhoneLink number={owner.phone} />,
  },
  { key: 'pets', label: 'Pets', render: (owner) => <PetNames pets={owner.pets.nodes} /> },
  {
    key: 'next',
    label: 'Next visit',
    width: '16%',
    render: (owner) => <NextVisit owner={owner} lacking={lacking} />,
  },
]

function PetNames({ pets }: { pets: OwnerRow_ownerFragment['pets']['nodes'] }) {
  if (pets.length === 0)
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        No pets
      </Box>
    )
  const shown = pets.slice(0, 3)
  return (
    <>
      {shown.map((pet, index) => (
        <span key={pet.id}>
          {index > 0 && ', '}
          {pet.name}{' '}
          <Box component="span" sx={{ color: 'text.secondary' }}>
            ({pet.species.name.toLowerCase()})
          </Box>
        </span>
      ))}
      {pets.length > shown.length && ` and ${pets.length - shown.length} more`}
    </>
  )
}

function NextVisit({ owner, lacking }: { owner: OwnerRow_ownerFragment; lacking: boolean }) {
  const next = owner.pets.nodes
    .flatMap(({ nextAppointment }) => nextAppointment?.startsAt ?? [])
    .reduce<string | null>(
      (first, at) => (first === null || Date.parse(at) < Date.parse(first) ? at : first),
      null,
    )
  if (next) return <When at={next} show="day" />
  return lacking && <Unavailable what="Next visit" />
}

const archiveOptions = [
  ['active', 'Clients'],
  ['archived', 'Archived'],
] as const

export function OwnersPage() {
  const list = useListParams()
  const { text, search, params, set } = list
  const archived = params.get('show') === 'archived'
  const query = useOwnersPageQuery({
    variables: { filter: { archived, ...(search && { search }) } },
    fetchPolicy: 'cache-and-network',
  })
  const owners = (query.data ?? query.previousData)?.owners
  return (
    <ListPage
      title="Clients"
      counted={['client', 'clients']}
      params={list}
      search={{ label: 'Search clients', placeholder: 'Name, phone, e-mail or pet' }}
      filters={
        <FilterChips
          label="Which clients"
          options={archiveOptions}
          value={archived ? 'archived' : 'active'}
          onChange={(value) => set('show', value === 'archived' ? value : null)}
        />
      }
      query={query}
      list={owners}
      columns={columnsFor(isUnavailable(query.error))}
      rowHref={({ id }) => `/clients/${id}`}
      empty={<Nobody search={search} archived={archived} onNew={() => set('new', '1')} />}
      create={{
        permission: 'owner:write',
        label: 'New client',
        icon: <PersonAdd />,
        dialog: (onClose) => (
          <NewOwnerDialog suggestion={owners?.nodes.length ? '' : text} onClose={onClose} />
        ),
      }}
    >
      <Can do="owner:claim">
        <OwnerClaimsSection />
      </Can>
    </ListPage>
  )
}

function Nobody({ search, archived, onNew }: { search: string; archived: boolean; onNew: () => void }) {
  if (archived)
    return <EmptyState title={search ? 'Nobody in the archive by that name' : 'The archive is empty'} />
  return (
    <EmptyState
      title={search ? `Nobody found for “${search}”` : 'No clients yet'}
      action={
        <Can do="owner:write">
          <Button variant="contained" onClick={onNew}>
            {search ? `Add “${search}” as a client` : 'Add the first client'}
          </Button>
        </Can>
      }
    >
      {search
        ? 'Small misspellings are forgiven; try part of the name, the phone number or a pet.'
        : 'Clients and their pets appear here.'}
    </EmptyState>
  )
}
