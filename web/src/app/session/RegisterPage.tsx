import Link from '@mui/material/Link'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { type Problem, problemOf } from '../../ui/errors'
import { useFields, wrong } from '../../ui/fields'
import { useRegisterPageMutation } from './access.gen'
import { EntryForm } from './EntryForm'
import { EntryPage } from './EntryPage'
import { MailSent } from './MailSent'
import { PasswordField, passwordHint } from './PasswordField'
import { PersonFields } from './PersonFields'
import { ProviderButtons } from './ProviderButtons'

const empty = { firstName: '', lastName: '', email: '', phone: '', password: '' }

export function RegisterPage() {
  const { values, text } = useFields(empty)
  const [register, { loading }] = useRegisterPageMutation({ fetchPolicy: 'no-cache' })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [sent, setSent] = useState(false)
  const submit = async () => {
    setProblem(null)
    try {
      await register({ variables: { input: { ...values, email: values.email.trim() } } })
      setSent(true)
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  if (sent) return <MailSent email={values.email.trim()} again="verification" />
  return (
    <EntryPage title="Sign up" lead="See your animals’ visits, vaccinations and invoices.">
      <EntryForm
        submitLabel="Sign up"
        busy={loading}
        problem={problem}
        fields={Object.keys(empty)}
        onSubmit={() => void submit()}
      >
        <PersonFields
          text={text}
          problem={problem}
          emailHint="If the hospital knows it, we find your animals at once."
          autoFocus
        />
        <TextField
          label="Phone (optional)"
          type="tel"
          autoComplete="tel"
          {...text('phone')}
          {...wrong(problem, 'phone')}
        />
        <PasswordField
          label="Password"
          autoComplete="new-password"
          {...text('password')}
          helperText={passwordHint}
          {...wrong(problem, 'password')}
        />
      </EntryForm>
      <ProviderButtons signUp />
      <Link component={RouterLink} to="/login" variant="body2" sx={{ display: 'inline-block', mt: 3 }}>
        I have an account
      </Link>
    </EntryPage>
  )
}
