import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type FormEvent, useState } from 'react'
import { type Problem, problemOf } from '../../ui/errors'
import { useFields, wrong } from '../../ui/fields'
import { Section } from '../../ui/Section'
import { useViewer } from '../../ui/viewer'
import { useEmailSectionMutation } from './access.gen'
import { PasswordField } from './PasswordField'

const empty = { email: '', password: '' }

export function EmailSection() {
  const viewer = useViewer()
  const { values, text, replace } = useFields(empty)
  const [request, { loading }] = useEmailSectionMutation({ fetchPolicy: 'no-cache' })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [sentTo, setSentTo] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setProblem(null)
    try {
      const email = values.email.trim()
      await request({ variables: { input: { ...values, email } } })
      replace(empty)
      setSentTo(email)
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  return (
    <Section title="E-mail address" id="email">
      <Box
        component="form"
        noValidate
        onSubmit={(event) => void submit(event)}
        sx={{ display: 'grid', gap: 2, maxWidth: 420 }}
      >
        <Typography>
          You sign in with <strong>{viewer.email}</strong>.
        </Typography>
        {sentTo && (
          <Alert severity="info" role="status">
            We have sent an e-mail to {sentTo}. The address changes when you follow the link in it.
          </Alert>
        )}
        {problem && !problem.field && (
          <Alert severity="error" role="alert">
            {problem.message}
          </Alert>
        )}
        <TextField
          label="New address"
          type="email"
          autoComplete="email"
          {...text('email')}
          {...wrong(problem, 'email')}
        />
        <PasswordField
          label="Your password"
          autoComplete="current-password"
          {...text('password')}
          {...wrong(problem, 'password')}
        />
        <Box>
          <Button
            type="submit"
            variant="contained"
            loading={loading}
            disabled={!values.email.trim() || !values.password}
          >
            Change the address
          </Button>
        </Box>
      </Box>
    </Section>
  )
}
