import { useNavigate } from 'react-router'
import { useCountry } from '../../ui/location'
import { SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { DuplicateOwners } from './DuplicateOwners'
import { emptyOwner, emptyPhone, inputOf, ownerLabels, type OwnerValues } from './ownerForm'
import { OwnerFields } from './OwnerFields'
import { useCreateOwnerMutation } from './owners.gen'

/** `suggestion` is what was searched for in vain: it becomes the name or the number. */
export function NewOwnerDialog({ suggestion = '', onClose }: { suggestion?: string; onClose: () => void }) {
  const navigate = useNavigate()
  const toast = useToast()
  const country = useCountry()
  const [create] = useCreateOwnerMutation({ update: (cache) => void cache.evict({ fieldName: 'owners' }) })
  const form = useSave({
    labels: ownerLabels,
    start: { ...emptyOwner, ...guess(suggestion) },
    save: async (values, { headersFor }) => {
      const input = inputOf(values, country)
      const { data } = await create({ variables: { input }, context: headersFor(input) })
      onClose()
      if (!data) return
      toast({ message: `${data.createOwner.name} is a client now.` })
      void navigate(`/clients/${data.createOwner.id}`)
    },
  })
  return (
    <SaveDialog form={form} title="New client" submitLabel="Add client" onClose={onClose}>
      <OwnerFields hint={<DuplicateOwners onClose={onClose} />} />
    </SaveDialog>
  )
}

function guess(text: string): Partial<OwnerValues> {
  const words = text.trim()
  if (words === '') return {}
  if (words.includes('@')) return { email: words }
  if (/^[+\d\s()/-]{5,}$/.test(words)) return { phones: [{ ...emptyPhone, number: words }] }
  const [first = '', ...rest] = words.split(/\s+/)
  return { firstName: first, lastName: rest.join(' ') }
}
