import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { type FormEvent, useRef, useState } from 'react'
import { useLoginMutation } from '../../gql/hooks'
import { type Problem, problemOf } from '../../ui/errors'
import { PasswordField } from './PasswordField'
import type { Granted } from './session'

const hints: Record<string, string> = {
  UNAUTHENTICATED: 'That e-mail and password do not belong together. Check both and try again.',
  EMAIL_NOT_VERIFIED:
    'Almost there: first follow the link in the e-mail that we have sent you, then sign in here.',
}

const mild = ['OFFLINE', 'UNAVAILABLE', 'EMAIL_NOT_VERIFIED']

interface Props {
  email?: string | null
  submitLabel: string
  onGranted: (granted: Granted) => void
}

/** Plain named fields in a plain form, which is what password managers look for. */
export function LoginForm({ email, submitLabel, onGranted }: Props) {
  const [login, { loading }] = useLoginMutation({ fetchPolicy: 'no-cache' })
  const [problem, setProblem] = useState<Problem | null>(null)
  const password = useRef<HTMLInputElement>(null)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const field = (name: string) => form.get(name) as string
    const input = {
      email: field('email').trim(),
      password: field('password'),
    }
    if (!input.email || !input.password) {
      setProblem({
        code: 'EMPTY',
        message: 'Enter your e-mail and your password.',
        field: null,
        requestId: null,
        extensions: {},
      })
      return
    }
    setProblem(null)
    try {
      const { data } = await login({ variables: { input } })
      if (data) onGranted(data.login)
    } catch (error) {
      setProblem(problemOf(error))
      password.current?.select()
    }
  }

  const wrong = problem?.code === 'UNAUTHENTICATED'
  return (
    <Box
      component="form"
      onSubmit={(event) => void submit(event)}
      noValidate
      sx={{ display: 'grid', gap: 2 }}
    >
      {problem && (
        <Alert severity={mild.includes(problem.code) ? 'warning' : 'error'} role="alert">
          {hints[problem.code] ?? problem.message}
        </Alert>
      )}
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={email ?? ''}
        autoFocus={!email}
        required
        error={wrong}
        slotProps={{ inputLabel: { required: false }, htmlInput: { inputMode: 'email', spellCheck: false } }}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        autoFocus={Boolean(email)}
        inputRef={password}
        error={wrong}
      />
      <Button type="submit" variant="contained" size="large" loading={loading} sx={{ minHeight: 44 }}>
        {submitLabel}
      </Button>
    </Box>
  )
}
