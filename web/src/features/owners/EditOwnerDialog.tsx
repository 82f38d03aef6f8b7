import { useCountry } from '../../ui/location'
import { SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { asStored, inputOf, ownerLabels, show, valuesOf } from './ownerForm'
import { OwnerFields } from './OwnerFields'
import { type OwnerForm_ownerFragment, useUpdateOwnerMutation } from './owners.gen'

interface Props {
  owner: OwnerForm_ownerFragment
  /** Fetches the client anew when another desk was faster. */
  latest: () => Promise<OwnerForm_ownerFragment | null>
  onClose: () => void
}

export function EditOwnerDialog({ owner, latest, onClose }: Props) {
  const toast = useToast()
  const country = useCountry()
  const [update] = useUpdateOwnerMutation()
  const form = useSave({
    labels: ownerLabels,
    thing: owner,
    valuesOf: valuesOf(country),
    latest,
    show,
    asStored: asStored(country),
    save: async (values, { version }) => {
      const input = { id: owner.id, version, ...inputOf(values, country) }
      const { data } = await update({ variables: { input } })
      toast({ message: `${data?.updateOwner.name ?? owner.name} is saved.` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`Edit ${owner.name}`} submitLabel="Save" onClose={onClose}>
      <OwnerFields />
    </SaveDialog>
  )
}
