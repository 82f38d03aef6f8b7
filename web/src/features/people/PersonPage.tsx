import Edit from '@mui/icons-material/EditOutlined'
import ForwardToInbox from '@mui/icons-material/ForwardToInboxOutlined'
import LockOpen from '@mui/icons-material/LockOpenOutlined'
import PersonOff from '@mui/icons-material/PersonOffOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Link as RouterLink, useParams } from 'react-router'
import { EmptyState } from '../../ui/EmptyState'
import { problemOf } from '../../ui/errors'
import { ErrorView } from '../../ui/ErrorView'
import { Facts } from '../../ui/Facts'
import type { LoadedSection } from '../../ui/feature'
import { formatDay } from '../../ui/format'
import { Page } from '../../ui/Page'
import { PersonAvatar } from '../../ui/PersonAvatar'
import { PhoneLink } from '../../ui/PhoneLink'
import { RecordPage } from '../../ui/RecordPage'
import { useToast } from '../../ui/toasts'
import { useTitle } from '../../ui/useTitle'
import { useViewer } from '../../ui/viewer'
import { When } from '../../ui/When'
import { DeactivateDialog } from './DeactivateDialog'
import { EditPersonDialog } from './EditPersonDialog'
import { type Person_userFragment, usePersonPageQuery, useResendInvitationMutation } from './people.gen'
import { PersonTags } from './PersonTags'
import { useReactivate } from './useReactivate'

export function PersonPage({ sections }: { sections: readonly LoadedSection<'person'>[] }) {
  const { id = '' } = useParams()
  return <Person key={id} id={id} sections={sections} />
}

function Person({ id, sections }: { id: string; sections: readonly LoadedSection<'person'>[] }) {
  const { permissions } = useViewer()
  const { data, error, refetch } = usePersonPageQuery({ variables: { id }, fetchPolicy: 'cache-and-network' })
  const [open, setOpen] = useState<'edit' | 'deactivate' | null>(null)
  const person = data?.user
  useTitle(person?.name ?? 'Person')

  if (error && !person)
    return (
      <Page title="Person">
        <ErrorView error={error} onRetry={() => void refetch()} />
      </Page>
    )
  if (data && !person)
    return (
      <Page title="Person">
        <EmptyState
          title="There is no such person"
          action={
            <Button component={RouterLink} to="/admin/people" variant="contained">
              All people
            </Button>
          }
        />
      </Page>
    )
  return (
    <>
      <RecordPage
        back={{ to: '/admin/people', label: 'All people' }}
        error={error}
        onRetry={() => void refetch()}
        head={
          person && (
            <Head person={person} onEdit={() => setOpen('edit')} onDeactivate={() => setOpen('deactivate')} />
          )
        }
        aside={person && <Account person={person} />}
      >
        {sections
          .filter(({ permission }) => permission === null || permissions.includes(permission))
          .map(({ key, Component }) => (
            <Component key={key} userId={id} />
          ))}
      </RecordPage>
      {person && open === 'edit' && (
        <EditPersonDialog
          person={person}
          latest={async () => (await refetch()).data?.user ?? null}
          onClose={() => setOpen(null)}
        />
      )}
      {person && open === 'deactivate' && <DeactivateDialog person={person} onClose={() => setOpen(null)} />}
    </>
  )
}

interface HeadProps {
  person: Person_userFragment
  onEdit: () => void
  onDeactivate: () => void
}

function Head({ person, onEdit, onDeactivate }: HeadProps) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
      <PersonAvatar name={person.name} initials={person.initials} src={person.photoUrl} size={52} />
      <Box sx={{ flex: 1, minWidth: 180 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.25, flexWrap: 'wrap' }}>
          <Typography variant="h1" sx={{ fontSize: '1.5rem' }}>
            {person.name}
          </Typography>
          <PersonTags person={person} />
        </Box>
        <Typography sx={{ color: 'text.secondary' }}>
          {person.title ?? person.roles[0]?.role.name ?? 'No role'}
        </Typography>
      </Box>
      {person.viewerCanEdit && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {person.active && person.emailVerifiedAt === null && <InviteAgain person={person} />}
          <Button variant="outlined" color="inherit" startIcon={<Edit />} onClick={onEdit}>
            Edit
          </Button>
          {person.active ? (
            <Button variant="outlined" color="inherit" startIcon={<PersonOff />} onClick={onDeactivate}>
              Deactivate
            </Button>
          ) : (
            <Reactivate person={person} />
          )}
        </Box>
      )}
    </Box>
  )
}

function InviteAgain({ person }: { person: Person_userFragment }) {
  const toast = useToast()
  const [invite, { loading }] = useResendInvitationMutation()
  const run = () =>
    invite({ variables: { id: person.id } }).then(
      () => toast({ message: `The invitation is on its way to ${person.email}.` }),
      (failure: unknown) => toast({ message: problemOf(failure).message, severity: 'error' }),
    )
  return (
    <Button
      variant="outlined"
      color="inherit"
      startIcon={<ForwardToInbox />}
      loading={loading}
      onClick={() => void run()}
    >
      Invite again
    </Button>
  )
}

function Reactivate({ person }: { person: Person_userFragment }) {
  const { reactivate, loading } = useReactivate()
  return (
    <Button
      variant="outlined"
      color="inherit"
      startIcon={<LockOpen />}
      loading={loading}
      onClick={() => void reactivate(person)}
    >
      Reactivate
    </Button>
  )
}

function Account({ person }: { person: Person_userFragment }) {
  return (
    <Paper component="section" variant="outlined" aria-label="Account" sx={{ p: 2 }}>
      <Facts
        facts={[
          [
            'Roles',
            person.roles.length > 0 && (
              <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
                {person.roles.map(({ role, location }) => (
                  <li key={`${role.id} ${location?.id ?? ''}`}>
                    {role.name}{' '}
                    <Box component="span" sx={{ color: 'text.secondary' }}>
                      {location ? `at ${location.name}` : 'everywhere'}
                    </Box>
                  </li>
                ))}
              </Box>
            ),
          ],
          [
            'E-mail',
            person.email && (
              <Link href={`mailto:${person.email}`} color="inherit">
                {person.email}
              </Link>
            ),
          ],
          ['Phone', person.phone && <PhoneLink number={person.phone} />],
          [
            'Prescriber number',
            person.prescriberNumber &&
              person.prescriberExpiresOn &&
              `${person.prescriberNumber}, until ${formatDay(person.prescriberExpiresOn, 'dated')}`,
          ],
          ...(person.owner
            ? [
                [
                  'Own pets',
                  <Link key="owner" component={RouterLink} to={`/clients/${person.owner.id}`} color="inherit">
                    {person.owner.name}
                  </Link>,
                ] as const,
              ]
            : []),
          ['Account since', <When key="since" at={person.createdAt} show="day" />],
        ]}
      />
    </Paper>
  )
}
