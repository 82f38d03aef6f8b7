import Edit from '@mui/icons-material/EditOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { useState } from 'react'
import { ErrorView } from '../../ui/ErrorView'
import { Facts } from '../../ui/Facts'
import { formatDay } from '../../ui/format'
import { PhoneLink } from '../../ui/PhoneLink'
import { Section } from '../../ui/Section'
import { useCan } from '../../ui/viewer'
import { EditMeDialog } from './EditMeDialog'
import { Portrait } from './Portrait'
import { type Profile_userFragment, useProfilePageQuery } from './profile.gen'

const rolesOf = ({ roles }: Profile_userFragment) =>
  roles.map(({ role, location }) => (location ? `${role.name} at ${location.name}` : role.name)).join(', ')

/** Who one is to the hospital: portrait, name, how one is reached, what one may do. */
export function OwnFactsSection() {
  const { data, error, refetch } = useProfilePageQuery({ fetchPolicy: 'cache-and-network' })
  const isStaff = useCan('staff:read')
  const [editing, setEditing] = useState(false)
  const me = data?.me
  return (
    <Section
      title="About you"
      id="facts"
      actions={
        <Button startIcon={<Edit />} onClick={() => setEditing(true)} disabled={!me}>
          Edit
        </Button>
      }
    >
      {error && !me && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
      {!me && !error && <Skeleton variant="rounded" height={120} />}
      {me && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, alignItems: 'start' }}>
          <Portrait name={me.name} initials={me.initials} photoUrl={me.photoUrl} />
          <Box sx={{ flex: '1 1 260px', minWidth: 0 }}>
            <Facts
              wide
              facts={[
                ['Name', me.name],
                ...(isStaff ? [['Job title', me.title] as const] : []),
                ['E-mail', me.email],
                ...(isStaff
                  ? [
                      ['Phone', me.phone && <PhoneLink number={me.phone} />] as const,
                      ['Roles', rolesOf(me)] as const,
                    ]
                  : []),
                ...(me.prescriberNumber && me.prescriberExpiresOn
                  ? [
                      [
                        'Prescriber number',
                        `${me.prescriberNumber}, until ${formatDay(me.prescriberExpiresOn, 'dated')}`,
                      ] as const,
                    ]
                  : []),
              ]}
            />
          </Box>
        </Box>
      )}
      {me && editing && (
        <EditMeDialog
          me={me}
          latest={async () => (await refetch()).data?.me ?? null}
          onClose={() => setEditing(false)}
        />
      )}
    </Section>
  )
}
