import Computer from '@mui/icons-material/ComputerOutlined'
import DevicesOther from '@mui/icons-material/DevicesOtherOutlined'
import PhoneIphone from '@mui/icons-material/PhoneIphoneOutlined'
import Tablet from '@mui/icons-material/TabletMacOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { problemOf } from '../../ui/errors'
import { Tag } from '../../ui/Tag'
import { useToast } from '../../ui/toasts'
import { When } from '../../ui/When'
import { type DeviceList_sessionFragment, useRevokeSessionMutation } from './devices.gen'

const icons = { DESKTOP: Computer, TABLET: Tablet, PHONE: PhoneIphone, OTHER: DevicesOther }
const methods = { PASSWORD: null, PIN: 'by PIN', OIDC: 'by another account' }

/** Where somebody is signed in, each with the way to sign it out. */
export function DeviceList({ sessions }: { sessions: readonly DeviceList_sessionFragment[] }) {
  const toast = useToast()
  const [revoke, { loading }] = useRevokeSessionMutation()
  const signOut = async (session: DeviceList_sessionFragment) => {
    try {
      await revoke({ variables: { id: session.id } })
      toast({ message: `${session.device} is signed out.` })
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
    }
  }
  if (sessions.length === 0)
    return <Typography sx={{ color: 'text.secondary' }}>Not signed in anywhere.</Typography>
  return (
    <Box component="ul" aria-label="Devices" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {sessions.map((session) => {
        const Icon = icons[session.deviceKind]
        const details = [session.workstationName, session.ip, methods[session.method]].filter(Boolean)
        return (
          <Box
            component="li"
            key={session.id}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 1.5,
              py: 1,
              minHeight: 56,
              borderBottom: 1,
              borderColor: 'divider',
              '&:last-of-type': { borderBottom: 0 },
            }}
          >
            <Icon aria-hidden sx={{ color: 'text.secondary', flex: 'none' }} />
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
                <Typography component="span" sx={{ fontWeight: 600 }}>
                  {session.device}
                </Typography>
                {session.current && <Tag tone="good">This device</Tag>}
              </Box>
              <Typography variant="body2" className="tabular" sx={{ color: 'text.secondary' }}>
                {details.join(' · ')} · last used <When at={session.lastUsedAt} />, since{' '}
                <When at={session.createdAt} show="day" />
              </Typography>
            </Box>
            {!session.current && (
              <Button
                color="inherit"
                disabled={loading}
                onClick={() => void signOut(session)}
                aria-label={`Sign out ${session.device}`}
              >
                Sign out
              </Button>
            )}
          </Box>
        )
      })}
    </Box>
  )
}
