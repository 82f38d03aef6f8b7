import Button from '@mui/material/Button'
import { useState } from 'react'
import { Link as RouterLink, useLocation, useSearchParams } from 'react-router'
import { useVerifyPageMutation } from '../../gql/hooks'
import { type Problem, problemOf } from '../../ui/errors'
import { EntryForm } from './EntryForm'
import { EntryPage } from './EntryPage'

/** A click, because programs that look through mail follow links by themselves. */
export function VerifyPage() {
  const token = useLocation().hash.slice(1)
  const isChange = useSearchParams()[0].has('change')
  const [verify, { loading }] = useVerifyPageMutation({ fetchPolicy: 'no-cache' })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [done, setDone] = useState(false)
  const submit = async () => {
    setProblem(null)
    try {
      await verify({ variables: { token } })
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
          : 'You signed up with it? One click, and we know that our e-mail reaches you. If it was not you, leave this page.'
      }
    >
      <EntryForm
        submitLabel={isChange ? 'Use this address' : 'Confirm'}
        busy={loading}
        problem={problem}
        fields={[]}
        onSubmit={() => void submit()}
      >
        {null}
      </EntryForm>
    </EntryPage>
  )
}
