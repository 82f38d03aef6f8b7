import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { type Problem, problemOf } from '../../ui/errors'
import { useFields } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useToast } from '../../ui/toasts'
import { useCreateUserMutation } from './people.gen'
import { emptyPerson, inputOf, lackingIn, type PersonValues } from './personForm'
import { PersonFields } from './PersonFields'

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const fields = useFields<PersonValues>({ ...emptyPerson, roles: [{ roleId: '', locationId: '' }] })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [error, setError] = useState<unknown>(null)
  const { headersFor, done } = useIdempotencyKey()
  const navigate = useNavigate()
  const toast = useToast()
  const [create, { loading }] = useCreateUserMutation({
    update: (cache) => void cache.evict({ fieldName: 'users' }),
  })
  const submit = async () => {
    const input = inputOf(fields.values)
    const lacking = lackingIn(fields.values)
    setProblem(lacking)
    setError(null)
    if (lacking) return
    try {
      const { data } = await create({ variables: { input }, context: headersFor(input) })
      done()
      onClose()
      if (!data) return
      toast({ message: `${data.createUser.name} is invited by e-mail.` })
      void navigate(`/admin/people/${data.createUser.id}`)
    } catch (failure) {
      const found = problemOf(failure)
      setProblem(found)
      setError(found.field ? null : failure)
    }
  }
  return (
    <FormDialog
      title="Invite somebody"
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Send invitation"
      busy={loading}
      error={error}
    >
      <Typography sx={{ color: 'text.secondary' }}>
        They get an e-mail with a link, under which they choose a password. It works for seven days.
      </Typography>
      <PersonFields fields={fields} problem={problem} />
    </FormDialog>
  )
}
