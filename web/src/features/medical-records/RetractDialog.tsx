import { ReasonDialog } from '../../ui/ReasonDialog'
import { useToast } from '../../ui/toasts'
import { useRetractMedicalRecordMutation } from './medical-records.gen'

export function RetractDialog({ recordId, onClose }: { recordId: string; onClose: () => void }) {
  const [retract] = useRetractMedicalRecordMutation()
  const toast = useToast()
  return (
    <ReasonDialog
      title="Entered in error?"
      submitLabel="Mark as entered in error"
      danger
      lead="The record stays in the chart, struck through, with your reason. The owner does not see it any more. There is no way back."
      helperText="For example: written into the wrong patient’s chart"
      onSave={async (reason, { headersFor }) => {
        const input = { id: recordId, reason }
        await retract({ variables: { input }, context: headersFor(input) })
        toast({ message: 'The record is marked as entered in error.' })
        onClose()
      }}
      onClose={onClose}
    />
  )
}
