import { FormDialog } from '../../ui/FormDialog'
import { useToast } from '../../ui/toasts'
import { useVersionedForm } from '../../ui/versionedForm'
import { contactLabels, inputOf, ownerLabels, type OwnerValues, valuesOf } from './ownerForm'
import { OwnerFields } from './OwnerFields'
import { type OwnerForm_ownerFragment, useUpdateOwnerMutation } from './owners.gen'

interface Props {
  owner: OwnerForm_ownerFragment
  /** Fetches the client anew when another desk was faster. */
  latest: () => Promise<OwnerForm_ownerFragment | null>
  onClose: () => void
}

const show = (field: keyof OwnerValues, values: OwnerValues): string =>
  field === 'preferredContact' ? contactLabels[values[field]] : values[field]

export function EditOwnerDialog({ owner, latest, onClose }: Props) {
  const { fields, notice, problem, error, save } = useVersionedForm(owner, {
    labels: ownerLabels,
    valuesOf,
    latest,
    show,
  })
  const toast = useToast()
  const [update, { loading }] = useUpdateOwnerMutation()
  const submit = () =>
    save(async (version) => {
      const input = { id: owner.id, version, ...inputOf(fields.values) }
      const { data } = await update({ variables: { input } })
      toast({ message: `${data?.updateOwner.name ?? owner.name} is saved.` })
      onClose()
    })
  return (
    <FormDialog
      title={`Edit ${owner.name}`}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Save"
      busy={loading}
      error={error}
    >
      {notice}
      <OwnerFields fields={fields} problem={problem} />
    </FormDialog>
  )
}
