import { useState } from 'react'
import { useNavigate } from 'react-router'
import { type Problem, problemOf } from '../../ui/errors'
import { missing, useFields } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useToast } from '../../ui/toasts'
import { emptyOwner, inputOf, ownerLabels } from './ownerForm'
import { OwnerFields } from './OwnerFields'
import { useCreateOwnerMutation } from './owners.gen'

/** `suggestion` is what was searched for in vain: it becomes the name or the number. */
export function NewOwnerDialog({ suggestion = '', onClose }: { suggestion?: string; onClose: () => void }) {
  const fields = useFields({ ...emptyOwner, ...guess(suggestion) })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [error, setError] = useState<unknown>(null)
  const { headersFor, done } = useIdempotencyKey()
  const navigate = useNavigate()
  const toast = useToast()
  const [create, { loading }] = useCreateOwnerMutation({
    update: (cache) => void cache.evict({ fieldName: 'owners' }),
  })

  const save = async () => {
    const input = inputOf(fields.values)
    const lacking = missing(input, ['firstName', 'lastName'], ownerLabels)
    setProblem(lacking)
    setError(null)
    if (lacking) return
    try {
      const { data } = await create({ variables: { input }, context: headersFor(input) })
      done()
      onClose()
      if (!data) return
      toast({ message: `${data.createOwner.name} is a client now.` })
      void navigate(`/clients/${data.createOwner.id}`)
    } catch (failure) {
      const found = problemOf(failure)
      setProblem(found)
      setError(found.field ? null : failure)
    }
  }
  return (
    <FormDialog
      title="New client"
      open
      onClose={onClose}
      onSubmit={() => void save()}
      submitLabel="Add client"
      busy={loading}
      error={error}
    >
      <OwnerFields fields={fields} problem={problem} />
    </FormDialog>
  )
}

function guess(text: string): { firstName?: string; lastName?: string; phone?: string; email?: string } {
  const words = text.trim()
  if (words === '') return {}
  if (words.includes('@')) return { email: words }
  if (/^[+\d\s()/-]{5,}$/.test(words)) return { phone: words }
  const [first = '', ...rest] = words.split(/\s+/)
  return { firstName: first, lastName: rest.join(' ') }
}
