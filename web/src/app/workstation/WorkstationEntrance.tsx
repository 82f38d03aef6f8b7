import Password from '@mui/icons-material/PasswordOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { problemOf } from '../../ui/errors'
import { PersonAvatar } from '../../ui/PersonAvatar'
import { LoginForm } from '../session/LoginForm'
import type { Granted } from '../session/session'
import { PinPad } from './PinPad'
import { type ThisWorkstationQuery, useSwitchUserMutation } from './workstation.gen'

export type Workstation = NonNullable<ThisWorkstationQuery['workstation']>

interface Props {
  workstation: Workstation
  /** Who was here last, when somebody was. */
  last: { id: string; email: string | null } | null
  onGranted: (granted: Granted) => void
}

/** Who takes over: a face, then the PIN; or the password, for whoever has none. */
export function WorkstationEntrance({ workstation: { people }, last, onGranted }: Props) {
  const [chosenId, setChosenId] = useState(() => people.find(({ id }) => id === last?.id)?.id ?? null)
  const [byPassword, setByPassword] = useState(people.length === 0 || (last !== null && chosenId === null))
  const [refused, setRefused] = useState<{ message: string; count: number } | null>(null)
  const [switchUser, { loading }] = useSwitchUserMutation({ fetchPolicy: 'no-cache' })
  const chosen = people.find(({ id }) => id === chosenId) ?? null

  const enter = async (pin: string) => {
    if (!chosen) return
    try {
      const { data } = await switchUser({ variables: { input: { userId: chosen.id, pin } } })
      if (data) onGranted(data.switchUser)
    } catch (failure) {
      const { message } = problemOf(failure)
      setRefused((before) => ({ message, count: (before?.count ?? 0) + 1 }))
    }
  }
  const choose = (id: string | null) => {
    setRefused(null)
    setChosenId(id)
  }

  if (byPassword)
    return (
      <Box sx={{ width: '100%', maxWidth: 360 }}>
        <LoginForm email={last?.email ?? null} submitLabel="Sign in" onGranted={onGranted} />
        {people.length > 0 && (
          <Button fullWidth color="inherit" sx={{ mt: 1 }} onClick={() => setByPassword(false)}>
            Use a PIN
          </Button>
        )}
      </Box>
    )
  if (!chosen)
    return (
      <Box sx={{ width: '100%', maxWidth: 720, display: 'grid', gap: 2, justifyItems: 'center' }}>
        <Box
          component="ul"
          aria-label="Who are you?"
          sx={{
            listStyle: 'none',
            m: 0,
            p: 0,
            width: '100%',
            display: 'flex',
            flexWrap: 'wrap',
            justifyContent: 'center',
            gap: 1,
          }}
        >
          {people.map((person) => (
            <li key={person.id}>
              <ButtonBase
                onClick={() => choose(person.id)}
                sx={{
                  width: { xs: 140, sm: 168 },
                  minHeight: 132,
                  flexDirection: 'column',
                  gap: 1,
                  p: 1.5,
                  borderRadius: 2,
                  border: 1,
                  borderColor: 'divider',
                  backgroundColor: 'background.paper',
                  '&:hover': { borderColor: 'primary.main' },
                }}
              >
                <PersonAvatar name={person.name} initials={person.initials} src={person.photoUrl} size={56} />
                <Typography component="span" sx={{ fontWeight: 600, textAlign: 'center' }}>
                  {person.name}
                </Typography>
              </ButtonBase>
            </li>
          ))}
        </Box>
        <Button color="inherit" startIcon={<Password />} onClick={() => setByPassword(true)}>
          Sign in with a password
        </Button>
      </Box>
    )
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'center' }}>
      <PersonAvatar name={chosen.name} initials={chosen.initials} src={chosen.photoUrl} size={72} />
      <Typography variant="h2">{chosen.name}</Typography>
      {refused && (
        <Alert severity="error" role="alert" sx={{ width: 288 }}>
          {refused.message}
        </Alert>
      )}
      <PinPad
        key={chosen.id}
        name={chosen.name}
        busy={loading}
        refusals={refused?.count ?? 0}
        onPin={(pin) => void enter(pin)}
      />
      <Box sx={{ display: 'flex', gap: 1, mt: 1 }}>
        <Button color="inherit" onClick={() => choose(null)}>
          Somebody else
        </Button>
        <Button color="inherit" onClick={() => setByPassword(true)}>
          Use the password
        </Button>
      </Box>
    </Box>
  )
}
