import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { ErrorView } from '../../ui/ErrorView'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import { When } from '../../ui/When'
import { DisableDialog } from './DisableDialog'
import { RenewDialog } from './RenewDialog'
import { useSecondFactorSectionQuery } from './second-factor.gen'
import { SetUpDialog } from './SetUpDialog'

/** With fewer left somebody who loses the device is soon locked out. */
const few = 3

export function SecondFactorSection() {
  const toast = useToast()
  const { data, error, refetch } = useSecondFactorSectionQuery({ fetchPolicy: 'cache-and-network' })
  const [open, setOpen] = useState<'set-up' | 'renew' | 'disable' | null>(null)
  const factor = data?.me?.secondFactor
  const done = (message: string) => {
    setOpen(null)
    toast({ message })
    void refetch()
  }
  if (!factor) {
    return (
      <Section title="Second factor" id="second-factor">
        {error ? <ErrorView error={error} onRetry={() => void refetch()} /> : <Skeleton height={72} />}
      </Section>
    )
  }
  const { enabled, required, confirmedAt, recoveryCodesLeft } = factor
  return (
    <Section title="Second factor" id="second-factor">
      <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
        <Typography>
          {enabled && confirmedAt ? (
            <>
              Signing in takes a code from your device, since <When at={confirmedAt} show="day" />.
            </>
          ) : (
            'Your password is all it takes to sign in. With a code from your phone beside it, a stolen password opens nothing.'
          )}
        </Typography>
        {enabled && recoveryCodesLeft <= few && (
          <Alert severity="warning">
            {recoveryCodesLeft === 0
              ? 'No recovery code is left.'
              : `Only ${recoveryCodesLeft} recovery codes are left.`}
            {' Make new ones before you lose the device.'}
          </Alert>
        )}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          <Button variant={enabled ? 'outlined' : 'contained'} onClick={() => setOpen('set-up')}>
            {enabled ? 'Use another device' : 'Set it up'}
          </Button>
          {enabled && (
            <Button variant="outlined" onClick={() => setOpen('renew')}>
              New recovery codes ({recoveryCodesLeft} left)
            </Button>
          )}
          {enabled && !required && (
            <Button color="inherit" onClick={() => setOpen('disable')}>
              Turn it off
            </Button>
          )}
        </Box>
        {enabled && required && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            Your role demands it, so it cannot be turned off.
          </Typography>
        )}
      </Box>
      {open === 'set-up' && (
        <SetUpDialog
          title={enabled ? 'Use another device' : 'Set up a second factor'}
          lead={
            enabled
              ? 'From the next step on your present device and its recovery codes count no more.'
              : 'First your password, to be sure that it is you.'
          }
          replacing={enabled}
          onDone={() => done('Your second factor is enabled; you are signed out everywhere else.')}
          onLeave={() => {
            setOpen(null)
            void refetch()
          }}
          leaveLabel="Cancel"
        />
      )}
      {open === 'renew' && (
        <RenewDialog
          onClose={() => setOpen(null)}
          onDone={() => done('The earlier recovery codes are worthless now.')}
        />
      )}
      {open === 'disable' && (
        <DisableDialog
          onClose={() => setOpen(null)}
          onDone={() => done('The second factor is turned off.')}
        />
      )}
    </Section>
  )
}
