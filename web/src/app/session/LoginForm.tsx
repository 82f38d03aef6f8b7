import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { type Problem, problemOf } from '../../ui/errors'
import { CodeForm } from './CodeForm'
import { PasswordField } from './PasswordField'
import type { Granted } from './session'
import { useLoginMutation } from './session.gen'

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
  /** What else the first step offers. */
  children?: ReactNode
}

/** Plain named fields in a plain form, which is what password managers look for. */
export function LoginForm({ email, submitLabel, onGranted, children }: Props) {
  const [login, { loading }] = useLoginMutation({ fetchPolicy: 'no-cache' })
  const [problem, setProblem] = useState<Problem | null>(null)
  /** What was right already, while the second factor is asked for. */
  const [proved, setProved] = useState<{ email: string; password: string } | null>(null)
  const password = useRef<HTMLInputElement>(null)

  const send = async (input: { email: string; password: string; code?: string }) => {
    setProblem(null)
    try {
      const { data } = await login({ variables: { input } })
      if (data) onGranted(data.login)
    } catch (error) {
      const refused = problemOf(error)
      const asks = refused.code === 'SECOND_FACTOR_REQUIRED'
      if (asks && !proved) setProved({ email: input.email, password: input.password })
      else setProblem(refused)
      password.current?.select()
    }
  }

  const submit = (event: FormEvent<HTMLFormElement>) => {
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
    void send(input)
  }

  if (proved) {
    return (
      <CodeForm
        submitLabel={submitLabel}
        busy={loading}
        problem={problem}
        onSubmit={(code) => void send({ ...proved, code })}
        onBack={() => {
          setProved(null)
          setProblem(null)
        }}
      />
    )
  }
  const wrong = problem?.code === 'UNAUTHENTICATED'
  return (
    <>
      <Box component="form" onSubmit={submit} noValidate sx={{ display: 'grid', gap: 2 }}>
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
          slotProps={{
            inputLabel: { required: false },
            htmlInput: { inputMode: 'email', spellCheck: false },
          }}
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
      {children}
    </>
  )
}
