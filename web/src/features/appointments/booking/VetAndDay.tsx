import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { DatePicker } from '../../../ui/DatePicker'
import { isDate } from '../../../ui/format'

interface Props {
  vets: ReadonlyArray<{ id: string; name: string }>
  /** Empty for any vet. */
  vetId: string
  onVet: (vetId: string) => void
  date: string
  onDate: (date: string) => void
  /** The first day that can be chosen. */
  from?: string
}

/** With whom and on which day a time is looked for. */
export function VetAndDay({ vets, vetId, onVet, date, onDate, from }: Props) {
  return (
    <>
      <TextField
        select
        label="Vet"
        value={vetId}
        onChange={(event) => onVet(event.target.value)}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">Any vet</MenuItem>
        {vets.map((vet) => (
          <MenuItem key={vet.id} value={vet.id}>
            {vet.name}
          </MenuItem>
        ))}
      </TextField>
      <DatePicker
        label="Day"
        required
        value={date}
        onChange={(day) => isDate(day) && onDate(day)}
        min={from}
      />
    </>
  )
}
