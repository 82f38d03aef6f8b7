import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { frequencies, maxVisits, type Repeat, ruleFrom } from './repeat'

interface Props {
  value: Repeat
  onChange: (repeat: Repeat) => void
  /** The first day: a late one is missing in some months. */
  firstDay: string
  /** Whether a single visit can be chosen. */
  canBeOnce?: boolean
}

/** How often a visit recurs, and how many visits there are. */
export function RepeatFields({ value, onChange, firstDay, canBeOnce = false }: Props) {
  const { every, visits } = value
  const known = frequencies.some(({ rule }) => rule === every)
  const day = Number(firstDay.slice(8))
  return (
    <>
      <TextField
        select
        label="Repeats"
        value={every}
        onChange={(event) => onChange({ ...value, every: event.target.value })}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        helperText={
          every.startsWith('FREQ=MONTHLY') && day > 28 ? `Months without day ${day} are left out.` : undefined
        }
      >
        {canBeOnce && <MenuItem value="">Does not repeat</MenuItem>}
        {!canBeOnce && !known && <MenuItem value={every}>{every}</MenuItem>}
        {frequencies.map(({ rule, label }) => (
          <MenuItem key={rule} value={rule}>
            {label}
          </MenuItem>
        ))}
      </TextField>
      {every !== '' && (
        <TextField
          label="Visits"
          value={visits}
          onChange={(event) => onChange({ ...value, visits: event.target.value })}
          error={visits !== '' && ruleFrom(value) === null}
          helperText={`1 to ${maxVisits}, within 18 months.`}
          slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        />
      )}
    </>
  )
}
