import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { TriageLevel } from '../../../gql/types'
import { FormDialog } from '../../../ui/FormDialog'
import { useIdempotencyKey } from '../../../ui/idempotency'
import { ColourDot } from '../../../ui/typeColour'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import { useTriageAppointmentMutation } from './flow.gen'
import { triageLevels } from './stages'

/** The five levels of the Veterinary Triage List, to choose one. */
export function TriageChoice({
  value,
  onChange,
  autoFocus = false,
}: {
  value: TriageLevel | null
  onChange: (level: TriageLevel) => void
  autoFocus?: boolean
}) {
  return (
    <RadioGroup
      aria-label="Triage level"
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value as TriageLevel)}
    >
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
  const { triage, pet, patientDescription } = appointment
  const [level, setLevel] = useState(triage?.level ?? null)
  const [note, setNote] = useState(triage?.note ?? '')
  const [save, { loading, error }] = useTriageAppointmentMutation()
  const { headersFor, done } = useIdempotencyKey()
  const submit = async () => {
    if (!level) return
    const input = { id: appointment.id, version: appointment.version, level, note: note.trim() || null }
    const saved = await save({ variables: { input }, context: headersFor(input) }).catch(() => null)
    if (!saved) return
    done()
    onClose()
  }
  return (
    <FormDialog
      open
      title={`How urgent is ${pet?.name ?? patientDescription ?? 'the patient'}?`}
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Save triage"
      busy={loading}
      disabled={!level}
      error={error}
      width="xs"
    >
      <TriageChoice value={level} onChange={setLevel} autoFocus />
      <TextField
        label="What was found"
        value={note}
        onChange={(event) => setNote(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        Levels and times are those of the Veterinary Triage List (Ruys et al., J Vet Emerg Crit Care 2012).
      </Typography>
    </FormDialog>
  )
}
