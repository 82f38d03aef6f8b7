import { ReasonDialog } from '../../ui/ReasonDialog'
import { useCancelPrescriptionMutation } from './prescriptions.gen'

interface Props {
  prescription: { id: string; drug: string }
  onClose: () => void
}

export function CancelDialog({ prescription: { id, drug }, onClose }: Props) {
  const [cancel] = useCancelPrescriptionMutation()
  return (
    <ReasonDialog
      title={`Cancel ${drug}?`}
      submitLabel="Cancel prescription"
      danger
      lead="Nothing more is dispensed of it. What was dispensed stays on the chart."
      onSave={async (reason) => {
        await cancel({ variables: { input: { id, reason } } })
        onClose()
      }}
      onClose={onClose}
    />
  )
}
