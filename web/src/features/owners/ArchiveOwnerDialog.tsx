import { ReasonDialog } from '../../ui/ReasonDialog'
import { useToast } from '../../ui/toasts'
import { useArchiveOwnerMutation } from './owners.gen'

interface Props {
  owner: { id: string; name: string; version: number }
  onClose: () => void
}

export function ArchiveOwnerDialog({ owner: { id, name, version }, onClose }: Props) {
  const toast = useToast()
  const [archive] = useArchiveOwnerMutation({ update: (cache) => void cache.evict({ fieldName: 'owners' }) })
  return (
    <ReasonDialog
      title={`Archive ${name}?`}
      submitLabel="Archive client"
      danger
      lead="The client leaves the lists. Records, visits and invoices stay, and the archive filter still finds them."
      helperText="For example: moved away"
      onSave={async (reason) => {
        await archive({ variables: { input: { id, version, reason } } })
        toast({ message: `${name} is archived.` })
        onClose()
      }}
      onClose={onClose}
    />
  )
}
