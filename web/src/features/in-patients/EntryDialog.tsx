import Typography from '@mui/material/Typography'
import type { TreatmentOutcome } from '../../gql/types'
import { formatTime } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { ChipsField, Field, SaveDialog } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import { type InPatient_treatmentFragment, useRecordTreatmentMutation } from './in-patients.gen'
import { instantOf, outcomes } from './words'

interface Values {
  outcome: TreatmentOutcome
  time: string
  note: string
}

interface Props {
  treatment: InPatient_treatmentFragment
  /** Null for what is given as needed. */
  dueAt: string | null
  /** The day of the sheet. */
  date: string
  onClose: () => void
}

/** Enters what was done about one task. */
export function EntryDialog({ treatment, dueAt, date, onClose }: Props) {
  const { timeZone } = useCurrentLocation()
  const [record] = useRecordTreatmentMutation()
  const now = formatTime(new Date().toISOString(), timeZone)
  const form = useSave<Values>({
    labels: { outcome: 'What became of it', time: 'At', note: 'Value or remark' },
    start: { outcome: 'GIVEN', time: now, note: '' },
    save: async ({ outcome, time, note }, { headersFor }) => {
      // The present moment unless another time was typed.
      const at = time === now ? null : instantOf(date, time, timeZone)
      const input = { treatmentId: treatment.id, dueAt, outcome, at, note: note.trim() || null }
      await record({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  const isGiven = form.fields.watch('outcome') === 'GIVEN'
  return (
    <SaveDialog
      form={form}
      title={dueAt ? `${treatment.name}, ${formatTime(dueAt, timeZone)}` : treatment.name}
      submitLabel="Enter"
      onClose={onClose}
      width="xs"
    >
      {treatment.details && <Typography sx={{ color: 'text.secondary' }}>{treatment.details}</Typography>}
      <ChipsField<Values> name="outcome" options={Object.entries(outcomes)} />
      <Field<Values> name="time" type="time" required slotProps={{ inputLabel: { shrink: true } }} />
      <Field<Values>
        name="note"
        label={isGiven ? 'Value or remark' : 'Reason'}
        required={!isGiven}
        multiline
      />
    </SaveDialog>
  )
}
