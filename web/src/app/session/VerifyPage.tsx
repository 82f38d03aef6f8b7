import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import { useState } from 'react'
import { Link as RouterLink, useLocation, useSearchParams } from 'react-router'
import { type Problem, problemOf } from '../../ui/errors'
import { wrong } from '../../ui/fields'
import { useVerifyPageMutation } from './access.gen'
import { EntryForm } from './EntryForm'
import { EntryPage } from './EntryPage'
import { PasswordField } from './PasswordField'

/**
 * A click, because programs that look through mail follow links by themselves; and the password, because somebody
 * else may have signed up with this address.
 */
export function VerifyPage() {
  const token = useLocation().hash.slice(1)
  const isChange = useSearchParams()[0].has('change')
  const [verify, { loading }] = useVerifyPageMutation({ fetchPolicy: 'no-cache' })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [password, setPassword] = useState('')
  const [done, setDone] = useState(false)
  const submit = async () => {
    setProblem(null)
    try {
      await verify({ variables: { token, password: isChange ? null : password } })
      setDone(true)
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  if (done) {
    return (
      <EntryPage
        title="Thank you"
        lead={isChange ? 'From now on you sign in with the new address.' : 'Your address is confirmed.'}
      >
        <Button component={RouterLink} to="/" variant="contained" size="large" autoFocus fullWidth>
          Go on
        </Button>
      </EntryPage>
    )
  }
  return (
    <EntryPage
      title={isChange ? 'Use this address?' : 'Confirm your address'}
      lead={
        isChange
          ? 'One click, and you sign in with the address at which this e-mail reached you.'
          : 'You signed up with it? Your password, and we know that our e-mail reaches you. If it was not you, leave this page.'
      }
    >
      <EntryForm
        submitLabel={isChange ? 'Use this address' : 'Confirm'}
        busy={loading}
        problem={problem}
        fields={['password']}
        onSubmit={() => void submit()}
      >
        {!isChange && (
          <PasswordField
            label="Password"
            name="password"
            autoComplete="current-password"
            autoFocus
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            helperText="The one that you chose when you signed up."
            {...wrong(problem, 'password')}
          />
        )}
      </EntryForm>
      {!isChange && (
        <Link component={RouterLink} to="/forgot" variant="body2" sx={{ display: 'inline-block', mt: 3 }}>
          I do not know the password
        </Link>
      )}
    </EntryPage>
  )
}
