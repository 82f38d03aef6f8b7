import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import { useController } from 'react-hook-form'
import type { TriageLevel } from '../../../gql/types'
import { Field, SaveDialog } from '../../../ui/SaveDialog'
import { ColourDot } from '../../../ui/typeColour'
import { useSave } from '../../../ui/useSave'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import { useTriageAppointmentMutation } from './flow.gen'
import { triageLevels } from './stages'

/** The five levels of the Veterinary Triage List, to choose one as the form's `level`. */
export function TriageField({ autoFocus = false }: { autoFocus?: boolean }) {
  const { field } = useController({ name: 'level' })
  const value = field.value as TriageLevel | null
  return (
    <RadioGroup aria-label="Triage level" value={value ?? ''} onChange={field.onChange}>
      {triageLevels.map(({ level, label, hint, colour }, index) => (
        <FormControlLabel
          key={level}
          value={level}
          control={<Radio autoFocus={autoFocus && (value === null ? index === 0 : value === level)} />}
          label={
            <Box component="span">
              <ColourDot colour={colour} /> {label}
              <Typography component="span" variant="body2" sx={{ color: 'text.secondary', ml: 1 }}>
                {hint}
              </Typography>
            </Box>
          }
        />
      ))}
    </RadioGroup>
  )
}

interface Props {
  appointment: AppointmentChip_appointmentFragment
  onClose: () => void
}

/** Says how urgent a patient is who has arrived. */
export function TriageDialog({ appointment, onClose }: Props) {
  const { id, version, triage, pet, patientDescription } = appointment
  const [triageAppointment] = useTriageAppointmentMutation()
  const form = useSave({
    labels: { level: 'Triage level', note: 'What was found' },
    start: { level: triage?.level ?? null, note: triage?.note ?? '' },
    save: async ({ level, note }, { headersFor }) => {
      if (!level) return
      const input = { id, version, level, note: note.trim() || null }
      await triageAppointment({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`How urgent is ${pet?.name ?? patientDescription ?? 'the patient'}?`}
      onClose={onClose}
      submitLabel="Save triage"
      disabled={!form.fields.watch('level')}
      width="xs"
    >
      <TriageField autoFocus />
      <Field name="note" slotProps={{ htmlInput: { maxLength: 500 } }} />
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        Levels and times are those of the Veterinary Triage List (Ruys et al., J Vet Emerg Crit Care 2012).
      </Typography>
    </SaveDialog>
  )
}
