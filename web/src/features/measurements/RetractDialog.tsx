import { ReasonDialog } from '../../ui/ReasonDialog'
import { useRetractMeasurementMutation } from './measurements.gen'

export function RetractDialog({ id, what, onClose }: { id: string; what: string; onClose: () => void }) {
  const [retract] = useRetractMeasurementMutation()
  return (
    <ReasonDialog
      title={`Take back ${what}?`}
      submitLabel="Take back"
      danger
      onSave={async (reason) => {
        await retract({ variables: { input: { id, reason } } })
        onClose()
      }}
      onClose={onClose}
    />
  )
}
