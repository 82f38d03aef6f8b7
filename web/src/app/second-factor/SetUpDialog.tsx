import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import useMediaQuery from '@mui/material/useMediaQuery'
import { QRCodeSVG } from 'qrcode.react'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { type Problem, problemOf } from '../../ui/errors'
import { useFields, wrong } from '../../ui/fields'
import { PasswordField } from '../session/PasswordField'
import { RecoveryCodes } from './RecoveryCodes'
import {
  type StartSecondFactorMutation,
  useConfirmSecondFactorMutation,
  useStartSecondFactorMutation,
} from './second-factor.gen'

type Secret = StartSecondFactorMutation['startSecondFactor']

interface Props {
  title: string
  lead: string
  /** There is a device already, which this one replaces. */
  replacing: boolean
  onDone: () => void
  onLeave: () => void
  leaveLabel: string
}

const digits = {
  inputMode: 'numeric',
  spellCheck: false,
  style: { letterSpacing: '0.12em', fontVariantNumeric: 'tabular-nums' },
} as const

/** From the password over the QR code to the recovery codes; it counts from the code that the app shows on. */
export function SetUpDialog({ title, lead, replacing, onDone, onLeave, leaveLabel }: Props) {
  const phone = useMediaQuery('(max-width: 599.95px)')
  const titleId = useId()
  const { values, text } = useFields({ password: '', code: '', shown: '' })
  const [start, { loading: starting }] = useStartSecondFactorMutation({ fetchPolicy: 'no-cache' })
  const [confirm, { loading: confirming }] = useConfirmSecondFactorMutation({ fetchPolicy: 'no-cache' })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [secret, setSecret] = useState<Secret | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)

  const next = async (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setProblem(null)
    try {
      if (codes) onDone()
      else if (secret) {
        const { data } = await confirm({ variables: { code: values.shown } })
        if (data) setCodes(data.confirmSecondFactor)
      } else {
        const { password, code } = values
        const { data } = await start({ variables: { input: { password, ...(replacing && { code }) } } })
        if (data) setSecret(data.startSecondFactor)
      }
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  const label = codes ? 'I have kept them' : secret ? 'Enable' : 'Go on'
  const ready = codes ?? (secret ? values.shown : values.password && (!replacing || values.code))
  return (
    <Dialog open fullScreen={phone} maxWidth="xs" fullWidth aria-labelledby={titleId}>
      <Box
        component="form"
        noValidate
        onSubmit={(event) => void next(event)}
        sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, flex: 1 }}
      >
        <DialogTitle id={titleId}>{codes ? 'Your recovery codes' : title}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, alignContent: 'start' }}>
          {problem && !['password', 'code'].includes(problem.field ?? '') && (
            <Typography role="alert" sx={{ color: 'error.main' }}>
              {problem.message}
            </Typography>
          )}
          {codes ? (
            <RecoveryCodes codes={codes} />
          ) : secret ? (
            <Scan secret={secret}>
              <TextField
                label="Code"
                autoFocus
                autoComplete="one-time-code"
                {...text('shown')}
                helperText="The six digits that the app shows now."
                {...wrong(problem, 'code')}
                slotProps={{ htmlInput: digits }}
              />
            </Scan>
          ) : (
            <>
              <Typography sx={{ color: 'text.secondary' }}>{lead}</Typography>
              <PasswordField
                label="Your password"
                autoComplete="current-password"
                autoFocus
                {...text('password')}
                {...wrong(problem, 'password')}
              />
              {replacing && (
                <TextField
                  label="Code of the device until now"
                  autoComplete="one-time-code"
                  {...text('code')}
                  helperText="Or a recovery code."
                  {...wrong(problem, 'code')}
                />
              )}
            </>
          )}
        </DialogContent>
        <DialogActions sx={{ '@media print': { display: 'none' } }}>
          {!codes && (
            <Button color="inherit" onClick={onLeave} disabled={starting || confirming}>
              {leaveLabel}
            </Button>
          )}
          <Button type="submit" variant="contained" loading={starting || confirming} disabled={!ready}>
            {label}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  )
}

function Scan({ secret: { secret, uri }, children }: { secret: Secret; children: ReactNode }) {
  return (
    <>
      <Typography sx={{ color: 'text.secondary' }}>
        Scan this with an authenticator app: Google or Microsoft Authenticator, 1Password, Aegis, any will do.
      </Typography>
      {/* White in the dark too, because cameras want it so. */}
      <Box sx={{ justifySelf: 'center', p: 1, borderRadius: 2, bgcolor: '#ffffff', lineHeight: 0 }}>
        <QRCodeSVG value={uri} size={184} marginSize={2} title="QR code for the authenticator app" />
      </Box>
      <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        Without a camera, type this into the app:{' '}
        <Box component="code" sx={{ color: 'text.primary', fontSize: '0.8125rem' }}>
          {secret.match(/.{1,4}/g)?.join(' ')}
        </Box>
      </Typography>
      {children}
    </>
  )
}
