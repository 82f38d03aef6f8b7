import { useCurrentLocation } from '../../ui/location'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { CageField, useFreeCages } from './CageField'
import {
  type InPatient_inPatientFragment,
  useDischargePetMutation,
  useHandOverInPatientMutation,
  useMoveInPatientMutation,
} from './in-patients.gen'
import { cageText } from './words'

interface Props {
  stay: InPatient_inPatientFragment
  onClose: () => void
}

export function MoveDialog({ stay, onClose }: Props) {
  const here = useCurrentLocation()
  const { cages, known } = useFreeCages(stay.location?.id ?? here.id)
  const [move] = useMoveInPatientMutation()
  const form = useSave<{ cageId: string }>({
    labels: { cageId: 'Cage' },
    start: { cageId: '' },
    save: async (values) => {
      await move({ variables: { input: { id: stay.id, version: stay.version, ...values } } })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`Move ${stay.pet.name} from ${cageText(stay.cage)}`}
      submitLabel="Move"
      onClose={onClose}
      width="xs"
    >
      <CageField {...{ cages, known }} />
    </SaveDialog>
  )
}

export function HandOverDialog({ stay, note, onClose }: Props & { note: string }) {
  const [handOver] = useHandOverInPatientMutation()
  const form = useSave<{ note: string }>({
    labels: { note: 'What the next shift must know' },
    start: { note },
    save: async (values) => {
      await handOver({ variables: { input: { id: stay.id, version: stay.version, ...values } } })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`Hand over ${stay.pet.name}`}
      submitLabel="Save"
      onClose={onClose}
      width="sm"
    >
      <Field name="note" required autoFocus multiline minRows={4} />
    </SaveDialog>
  )
}

export function DischargeDialog({ stay, onClose }: Props) {
  const [discharge] = useDischargePetMutation()
  const toast = useToast()
  const form = useSave<{ instructions: string }>({
    labels: { instructions: 'Instructions for home' },
    start: { instructions: '' },
    save: async (values) => {
      await discharge({ variables: { input: { id: stay.id, version: stay.version, ...values } } })
      toast({ message: `${stay.pet.name} goes home; ${cageText(stay.cage)} is free.` })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`Discharge ${stay.pet.name}`}
      submitLabel="Discharge"
      onClose={onClose}
      width="sm"
    >
      <Field
        name="instructions"
        required
        autoFocus
        multiline
        minRows={5}
        helperText="The client may read them. What still runs is stopped."
      />
    </SaveDialog>
  )
}
