import Archive from '@mui/icons-material/ArchiveOutlined'
import Edit from '@mui/icons-material/EditOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { type ReactNode, useState } from 'react'
import { Link as RouterLink, useParams } from 'react-router'
import { addressText } from '../../ui/address'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Facts } from '../../ui/Facts'
import type { LoadedSection } from '../../ui/feature'
import { Page } from '../../ui/Page'
import { PersonAvatar } from '../../ui/PersonAvatar'
import { PhoneLink } from '../../ui/PhoneLink'
import { useRemember } from '../../ui/recents'
import { RecordPage } from '../../ui/RecordPage'
import { Tag } from '../../ui/Tag'
import { useTitle } from '../../ui/useTitle'
import { Can, useViewer } from '../../ui/viewer'
import { When } from '../../ui/When'
import { ArchiveOwnerDialog } from './ArchiveOwnerDialog'
import { EditOwnerDialog } from './EditOwnerDialog'
import { addressPurposes, contactLabels, phoneLabels } from './ownerForm'
import { type OwnerForm_ownerFragment, useOwnerChangedSubscription, useOwnerPageQuery } from './owners.gen'

export function OwnerPage({ sections }: { sections: readonly LoadedSection<'owner'>[] }) {
  const { id = '' } = useParams()
  return <Client key={id} id={id} sections={sections} />
}

function Client({ id, sections }: { id: string; sections: readonly LoadedSection<'owner'>[] }) {
  const { permissions } = useViewer()
  const { data, error, refetch } = useOwnerPageQuery({ variables: { id }, fetchPolicy: 'cache-and-network' })
  // What changed is in the cache then.
  useOwnerChangedSubscription({ variables: { filter: { ownerId: id } }, ignoreResults: true })
  const [open, setOpen] = useState<'edit' | 'archive' | null>(null)
  const owner = data?.owner
  useTitle(owner?.name ?? 'Client')
  useRemember(
    owner ? { kind: 'client', id, label: owner.name, detail: owner.phone ?? owner.email ?? '' } : null,
  )

  if (error && !owner)
    return (
      <Page title="Client">
        <ErrorView error={error} onRetry={() => void refetch()} />
      </Page>
    )
  if (data && !owner) return <NoSuchClient />
  return (
    <>
      <RecordPage
        back={{ to: '/clients', label: 'All clients' }}
        error={error}
        onRetry={() => void refetch()}
        head={
          owner && <Head owner={owner} onEdit={() => setOpen('edit')} onArchive={() => setOpen('archive')} />
        }
        aside={owner && <Contact owner={owner} />}
      >
        {sections
          .filter(({ permission }) => permission === null || permissions.includes(permission))
          .map(({ key, Component }) => (
            <Component key={key} ownerId={id} />
          ))}
      </RecordPage>
      {owner && open === 'edit' && (
        <EditOwnerDialog
          owner={owner}
          latest={async () => (await refetch()).data?.owner ?? null}
          onClose={() => setOpen(null)}
        />
      )}
      {owner && open === 'archive' && <ArchiveOwnerDialog owner={owner} onClose={() => setOpen(null)} />}
    </>
  )
}

function Head({
  owner,
  onEdit,
  onArchive,
}: {
  owner: OwnerForm_ownerFragment
  onEdit: () => void
  onArchive: () => void
}) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
      <PersonAvatar name={owner.name} size={52} />
      <Box sx={{ flex: 1, minWidth: 180 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.25, flexWrap: 'wrap' }}>
          <Typography variant="h1" sx={{ fontSize: '1.5rem' }}>
            {owner.name}
          </Typography>
          {owner.archivedAt && <Tag tone="warn">Archived</Tag>}
        </Box>
        <Typography sx={{ color: 'text.secondary' }}>
          Client since <When at={owner.createdAt} show="day" />
        </Typography>
      </Box>
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Can do="owner:write">
          <Button variant="outlined" color="inherit" startIcon={<Edit />} onClick={onEdit}>
            Edit
          </Button>
        </Can>
        {!owner.archivedAt && (
          <Can do="owner:archive">
            <Button variant="outlined" color="inherit" startIcon={<Archive />} onClick={onArchive}>
              Archive
            </Button>
          </Can>
        )}
      </Box>
    </Box>
  )
}

function Contact({ owner }: { owner: OwnerForm_ownerFragment }) {
  return (
    <Paper component="section" variant="outlined" aria-label="Contact details" sx={{ p: 2 }}>
      <Facts
        facts={[
          ['Phone', owner.phones.length > 0 && <Phones phones={owner.phones} />],
          [
            'E-mail',
            owner.email && (
              <Link href={`mailto:${owner.email}`} color="inherit">
                {owner.email}
              </Link>
            ),
          ],
          ['Prefers', contactLabels[owner.preferredContact]],
          ['Address', owner.addresses.length > 0 && <Addresses addresses={owner.addresses} />],
          ['Emergency contact', owner.emergencyContact && <Urgent contact={owner.emergencyContact} />],
          [
            'Notes for the desk',
            owner.notes && <span style={{ whiteSpace: 'pre-wrap' }}>{owner.notes}</span>,
          ],
        ]}
      />
    </Paper>
  )
}

/** `purpose` is left out where it says nothing. */
function WithPurpose({ purpose, children }: { purpose: string | null; children: ReactNode }) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'baseline' }}>
      {children}
      {purpose && (
        <Typography component="span" variant="body2" sx={{ color: 'text.secondary' }}>
          {purpose.toLowerCase()}
        </Typography>
      )}
    </Box>
  )
}

function Phones({ phones }: { phones: OwnerForm_ownerFragment['phones'] }) {
  return phones.map(({ number, purpose }) => (
    <WithPurpose key={number} purpose={purpose === 'OTHER' ? null : phoneLabels[purpose]}>
      <PhoneLink number={number} />
    </WithPurpose>
  ))
}

function Addresses({ addresses }: { addresses: OwnerForm_ownerFragment['addresses'] }) {
  const [first] = addresses
  return addresses.map(({ address, purpose }, index) => (
    <WithPurpose
      key={index}
      purpose={addresses.length === 1 && first?.purpose === 'HOME' ? null : addressPurposes[purpose]}
    >
      {addressText(address)}
    </WithPurpose>
  ))
}

function Urgent({ contact }: { contact: NonNullable<OwnerForm_ownerFragment['emergencyContact']> }) {
  return (
    <>
      {contact.name}
      {contact.relation && `, ${contact.relation}`}
      <br />
      <PhoneLink number={contact.phone} />
    </>
  )
}

function NoSuchClient() {
  return (
    <Page title="Client">
      <EmptyState
        title="There is no such client"
        action={
          <Button component={RouterLink} to="/clients" variant="contained">
            All clients
          </Button>
        }
      >
        The link may be old, or the client belongs to another hospital.
      </EmptyState>
    </Page>
  )
}
