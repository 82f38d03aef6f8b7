import { useCurrentLocation } from '../../ui/location'
import { NewNameDialog, RenameDialog } from '../../ui/NameDialog'
import { useToast } from '../../ui/toasts'
import { type Till_tillFragment, useCreateTillMutation, useUpdateTillMutation } from './tills.gen'

export function NewTillDialog({ onClose }: { onClose: () => void }) {
  const location = useCurrentLocation()
  const toast = useToast()
  const [create] = useCreateTillMutation({ update: (cache) => void cache.evict({ fieldName: 'tills' }) })
  return (
    <NewNameDialog
      title={`New till at ${location.name}`}
      submitLabel="Add till"
      placeholder="Front desk"
      onClose={onClose}
      onSave={async (name, { headersFor }) => {
        const input = { locationId: location.id, name }
        await create({ variables: { input }, context: headersFor(input) })
        toast({ message: `${name.trim()} can be opened now.` })
        onClose()
      }}
    />
  )
}

interface Props {
  till: Till_tillFragment
  /** Fetches the till anew when somebody else was faster. */
  latest: () => Promise<Till_tillFragment | null>
  onClose: () => void
}

export function EditTillDialog({ till, latest, onClose }: Props) {
  const toast = useToast()
  const [update] = useUpdateTillMutation()
  return (
    <RenameDialog
      thing={till}
      latest={latest}
      onClose={onClose}
      onSave={async (name, { version }) => {
        await update({ variables: { input: { id: till.id, version, name } } })
        toast({ message: `${name.trim()} is saved.` })
        onClose()
      }}
    />
  )
}
