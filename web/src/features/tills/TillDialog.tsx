import { useCurrentLocation } from '../../ui/location'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { type Till_tillFragment, useCreateTillMutation, useUpdateTillMutation } from './tills.gen'

const labels = { name: 'Name' }
type Values = Record<keyof typeof labels, string>

export function NewTillDialog({ onClose }: { onClose: () => void }) {
  const location = useCurrentLocation()
  const toast = useToast()
  const [create] = useCreateTillMutation({ update: (cache) => void cache.evict({ fieldName: 'tills' }) })
  const form = useSave<Values>({
    labels,
    start: { name: '' },
    save: async ({ name }, { headersFor }) => {
      const input = { locationId: location.id, name }
      await create({ variables: { input }, context: headersFor(input) })
      toast({ message: `${name.trim()} can be opened now.` })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`New till at ${location.name}`}
      submitLabel="Add till"
      onClose={onClose}
      width="xs"
    >
      <Field<Values> name="name" required autoFocus placeholder="Front desk" />
    </SaveDialog>
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
  const form = useSave<Values, Till_tillFragment>({
    labels,
    thing: till,
    valuesOf: ({ name }) => ({ name }),
    latest,
    save: async ({ name }, { version }) => {
      await update({ variables: { input: { id: till.id, version, name } } })
      toast({ message: `${name.trim()} is saved.` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`Rename ${till.name}`} submitLabel="Save" onClose={onClose} width="xs">
      <Field<Values> name="name" required autoFocus />
    </SaveDialog>
  )
}
