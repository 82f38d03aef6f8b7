import MenuItem from '@mui/material/MenuItem'
import { addDays, formatDay, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { Affected } from './Affected'
import { useSaveRosterMutation } from './rosters.gen'
import { type Person, shiftsOf, type Week } from './week'

interface Props {
  person: Person
  version: number
  week: Week
  monday: string
  onSaved: () => void
  onClose: () => void
}

interface Values {
  until: 'week' | 'open'
}

/** From when a painted week applies, with the visits that it breaks. */
export function SaveRosterDialog({ person, version, week, monday, onSaved, onClose }: Props) {
  const location = useCurrentLocation()
  const toast = useToast()
  const [save] = useSaveRosterMutation()
  const today = todayIn(location.timeZone)
  const from = monday > today ? monday : today
  const sunday = addDays(monday, 6)
  const inputOf = (until: Values['until']) => ({
    userId: person.id,
    locationId: location.id,
    version,
    from,
    to: until === 'week' ? sunday : null,
    shifts: shiftsOf(week),
  })
  const form = useSave<Values>({
    labels: { until: 'Applies' },
    start: { until: 'open' },
    save: async ({ until }) => {
      await save({ variables: { input: inputOf(until) } })
      toast({ message: `The roster of ${person.name} is saved.` })
      onSaved()
    },
  })
  return (
    <SaveDialog form={form} title={`Save the roster of ${person.name}`} submitLabel="Save" onClose={onClose}>
      <Field<Values> name="until" select autoFocus>
        <MenuItem value="open">Every week from {formatDay(from, 'short')} on</MenuItem>
        <MenuItem value="week">
          Only from {formatDay(from, 'short')} to {formatDay(sunday, 'short')}
        </MenuItem>
      </Field>
      <Affected change={{ roster: inputOf(form.fields.watch('until')) }} />
    </SaveDialog>
  )
}
