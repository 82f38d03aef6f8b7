import { ReasonDialog } from '../../../ui/ReasonDialog'
import { useRemovePetAlertMutation } from './chart.gen'

interface Props {
  alert: { id: string; text: string }
  onClose: () => void
}

export function RemoveAlertDialog({ alert: { id, text }, onClose }: Props) {
  const [remove] = useRemovePetAlertMutation()
  return (
    <ReasonDialog
      title="Remove this alert?"
      submitLabel="Remove alert"
      danger
      lead={text}
      onSave={async (reason) => {
        await remove({ variables: { input: { id, reason } } })
        onClose()
      }}
      onClose={onClose}
    />
  )
}
