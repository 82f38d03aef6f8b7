import Typography from '@mui/material/Typography'
import { todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { DateField, Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { type PatientForm_petFragment, useRecordDeathMutation } from './pets.gen'
import { VisitsAhead } from './VisitsAhead'

interface Props {
  pet: PatientForm_petFragment
  onClose: () => void
}

const labels = { diedOn: 'Day of death', reason: 'Cause or circumstances' }
type Values = Record<keyof typeof labels, string>

export function RecordDeathDialog({ pet, onClose }: Props) {
  const { timeZone } = useCurrentLocation()
  const toast = useToast()
  const [record] = useRecordDeathMutation({ update: (cache) => void cache.evict({ fieldName: 'pets' }) })
  const form = useSave<Values>({
    labels,
    start: { diedOn: todayIn(timeZone), reason: '' },
    save: async ({ diedOn, reason }) => {
      await record({ variables: { input: { id: pet.id, version: pet.version, diedOn, reason } } })
      toast({ message: `The death of ${pet.name} is recorded; future visits are cancelled.` })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`Record the death of ${pet.name}`}
      submitLabel="Record death"
      danger
      onClose={onClose}
      width="xs"
    >
      <Typography sx={{ color: 'text.secondary' }}>
        Future visits are cancelled and no more repeats are handed out. The chart and open invoices stay. It
        can be undone: the visits then stand again where their time is free.
      </Typography>
      <VisitsAhead petId={pet.id} becomes="will be cancelled:" />
      <DateField<Values> name="diedOn" required max={todayIn(timeZone)} />
      <Field<Values> name="reason" multiline minRows={2} autoFocus />
    </SaveDialog>
  )
}
