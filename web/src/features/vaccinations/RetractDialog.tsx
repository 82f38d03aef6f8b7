import { ReasonDialog } from '../../ui/ReasonDialog'
import { useRetractVaccinationMutation, type VaccinationRow_vaccinationFragment } from './vaccinations.gen'

interface Props {
  row: VaccinationRow_vaccinationFragment
  name: string
  onClose: () => void
}

export function RetractDialog({ row: { id, version }, name, onClose }: Props) {
  const [retract] = useRetractVaccinationMutation()
  return (
    <ReasonDialog
      title={`Retract ${name}?`}
      submitLabel="Retract"
      danger
      lead="It stays on the chart as entered in error, and what was due before is due again."
      onSave={async (reason) => {
        await retract({ variables: { input: { id, version, reason } } })
        onClose()
      }}
      onClose={onClose}
    />
  )
}
