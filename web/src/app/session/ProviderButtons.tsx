import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Divider from '@mui/material/Divider'
import { useState } from 'react'
import { problemOf } from '../../ui/errors'
import { useProviderButtonsQuery, useStartOpenIdSignInMutation } from './entrance.gen'
import { leaveWith } from './return'

interface Props {
  /** Where they wanted to go. */
  from?: string | null
  signUp?: boolean
}

/** A way in for each account that people may have elsewhere; nothing when the hospital has set none up. */
export function ProviderButtons({ from = null, signUp = false }: Props) {
  const { data } = useProviderButtonsQuery({ fetchPolicy: 'cache-first' })
  const [start, { error }] = useStartOpenIdSignInMutation({ fetchPolicy: 'no-cache' })
  const [leaving, setLeaving] = useState<string | null>(null)
  const providers = data?.signInProviders ?? []
  if (providers.length === 0) return null
  const leave = async (provider: string) => {
    setLeaving(provider)
    try {
      const { data } = await start({ variables: { provider } })
      if (!data) return
      leaveWith({ from, signUp })
      location.assign(data.startOpenIdSignIn)
    } catch {
      setLeaving(null)
    }
  }
  return (
    <Box sx={{ display: 'grid', gap: 1.5, mt: 2.5 }}>
      <Divider sx={{ color: 'text.secondary', typography: 'body2' }}>or</Divider>
      {error && (
        <Alert severity="warning" role="alert">
          {problemOf(error).message}
        </Alert>
      )}
      {providers.map(({ key, label }) => (
        <Button
          key={key}
          variant="outlined"
          size="large"
          loading={leaving === key}
          disabled={leaving !== null}
          onClick={() => void leave(key)}
          sx={{ minHeight: 44 }}
        >
          {signUp ? 'Sign up' : 'Sign in'} with {label}
        </Button>
      ))}
    </Box>
  )
}
