import { useState } from 'react'
import { useUpdateOwnerMutation } from '../../gql/hooks'
import type { OwnerForm_ownerFragment } from '../../gql/types'
import { type Problem, problemOf } from '../../ui/errors'
import { FormDialog } from '../../ui/FormDialog'
import { useToast } from '../../ui/toasts'
import { useVersionedForm } from '../../ui/versionedForm'
import { contactLabels, inputOf, ownerLabels, type OwnerValues, valuesOf } from './ownerForm'
import { OwnerFields } from './OwnerFields'

interface Props {
  owner: OwnerForm_ownerFragment
  /** Fetches the client anew when another desk was faster. */
  latest: () => Promise<OwnerForm_ownerFragment | null>
  onClose: () => void
}

const show = (field: keyof OwnerValues, values: OwnerValues): string =>
  field === 'preferredContact' ? contactLabels[values[field]] : values[field]

export function EditOwnerDialog({ owner, latest, onClose }: Props) {
  const { fields, version, meet, notice } = useVersionedForm(
    { version: owner.version, values: valuesOf(owner) },
    ownerLabels,
    show,
  )
  const [problem, setProblem] = useState<Problem | null>(null)
  const [error, setError] = useState<unknown>(null)
  const toast = useToast()
  const [update, { loading }] = useUpdateOwnerMutation()

  const save = async () => {
    setError(null)
    setProblem(null)
    try {
      const { data } = await update({
        variables: { input: { id: owner.id, version, ...inputOf(fields.values) } },
      })
      toast({ message: `${data?.updateOwner.name ?? owner.name} is saved.` })
      onClose()
    } catch (failure) {
      const found = problemOf(failure)
      const newest =
        found.code === 'CONFLICT' && found.field === 'version' ? await latest().catch(() => null) : null
      if (newest) return meet({ version: newest.version, values: valuesOf(newest) })
      setProblem(found)
      setError(found.field && found.field !== 'version' ? null : failure)
    }
  }
  return (
    <FormDialog
      title={`Edit ${owner.name}`}
      open
      onClose={onClose}
      onSubmit={() => void save()}
      submitLabel="Save"
      busy={loading}
      error={error}
    >
      {notice}
      <OwnerFields fields={fields} problem={problem} />
    </FormDialog>
  )
}
