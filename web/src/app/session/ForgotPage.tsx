import Link from '@mui/material/Link'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { type Problem, problemOf } from '../../ui/errors'
import { useForgotPageMutation } from './access.gen'
import { EntryForm } from './EntryForm'
import { EntryPage } from './EntryPage'
import { MailSent } from './MailSent'

export function ForgotPage() {
  const [email, setEmail] = useState('')
  const [forgot, { loading }] = useForgotPageMutation({ fetchPolicy: 'no-cache' })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [sentTo, setSentTo] = useState<string | null>(null)
  const submit = async () => {
    const to = email.trim()
    if (!to) return
    setProblem(null)
    try {
      await forgot({ variables: { email: to } })
      setSentTo(to)
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  if (sentTo) return <MailSent email={sentTo} again="reset" />
  return (
    <EntryPage title="Forgot your password?" lead="We send you a link by which you choose a new one.">
      <EntryForm
        submitLabel="Send the link"
        busy={loading}
        problem={problem}
        fields={[]}
        onSubmit={() => void submit()}
      >
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </EntryForm>
      <Link component={RouterLink} to="/login" variant="body2" sx={{ display: 'inline-block', mt: 3 }}>
        Back to the sign-in
      </Link>
    </EntryPage>
  )
}
