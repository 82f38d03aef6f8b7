import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { type FormEvent, useState } from 'react'
import { type Problem, problemOf } from '../../ui/errors'
import { useFields, wrong } from '../../ui/fields'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import { usePasswordSectionMutation } from './access.gen'
import { PasswordField, passwordHint } from './PasswordField'

const empty = { current: '', next: '' }

export function PasswordSection() {
  const toast = useToast()
  const { values, text, replace } = useFields(empty)
  const [change, { loading }] = usePasswordSectionMutation({ fetchPolicy: 'no-cache' })
  const [problem, setProblem] = useState<Problem | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setProblem(null)
    try {
      await change({ variables: { input: values } })
      replace(empty)
      toast({ message: 'Your password is changed; you are signed out everywhere else.' })
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  return (
    <Section title="Password" id="password">
      <Box
        component="form"
        noValidate
        onSubmit={(event) => void submit(event)}
        sx={{ display: 'grid', gap: 2, maxWidth: 420 }}
      >
        {problem && !problem.field && (
          <Alert severity="error" role="alert">
            {problem.message}
          </Alert>
        )}
        <PasswordField
          label="Current password"
          autoComplete="current-password"
          {...text('current')}
          {...wrong(problem, 'current')}
        />
        <PasswordField
          label="New password"
          autoComplete="new-password"
          {...text('next')}
          helperText={passwordHint}
          {...wrong(problem, 'next')}
        />
        <Box>
          <Button
            type="submit"
            variant="contained"
            loading={loading}
            disabled={!values.current || !values.next}
          >
            Change the password
          </Button>
        </Box>
      </Box>
    </Section>
  )
}
