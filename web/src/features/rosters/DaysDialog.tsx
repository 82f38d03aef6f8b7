import MenuItem from '@mui/material/MenuItem'
import { useMemo } from 'react'
import type { LeaveKind } from '../../gql/types'
import { isDate } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { DateField, Field, Pair, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useDebounced } from '../../ui/useDebounced'
import { useSave } from '../../ui/useSave'
import { Affected } from './Affected'
import { useAddClosureMutation, useAddLeaveMutation } from './rosters.gen'
import { leaveWords, type Person } from './week'

const labels = {
  firstDay: 'First day',
  lastDay: 'Last day',
  starts: 'From (whole days if empty)',
  ends: 'Until',
}

interface Days {
  firstDay: string
  lastDay: string
  starts: string
  ends: string
}

const daysOf = ({ firstDay, lastDay, starts, ends }: Days) => ({
  firstDay,
  lastDay: lastDay || firstDay,
  starts: starts || null,
  ends: ends || null,
})

const isComplete = ({ firstDay, lastDay, starts, ends }: Days) =>
  isDate(firstDay) && (lastDay === '' || lastDay >= firstDay) && (starts === '') === (ends === '')

/** The values once nobody types any more, the same object while they stay the same. */
function useSettled<Values extends Days>(values: Values): Values {
  const text = useDebounced(JSON.stringify(values))
  return useMemo(() => JSON.parse(text) as Values, [text])
}

const shrunk = { inputLabel: { shrink: true } }

function DaysFields() {
  return (
    <>
      <Pair>
        <DateField<Days> name="firstDay" required />
        <DateField<Days> name="lastDay" />
      </Pair>
      <Pair>
        <Field<Days> name="starts" type="time" slotProps={shrunk} />
        <Field<Days> name="ends" type="time" slotProps={shrunk} />
      </Pair>
    </>
  )
}

interface Props {
  date: string
  onSaved: () => void
  onClose: () => void
}

interface LeaveValues extends Days {
  kind: LeaveKind
}

/** Days on which somebody does not work, with the visits that this breaks. */
export function LeaveDialog({ person, date, onSaved, onClose }: Props & { person: Person }) {
  const toast = useToast()
  const [add] = useAddLeaveMutation()
  const form = useSave<LeaveValues>({
    labels: { ...labels, kind: 'Why' },
    start: { kind: 'HOLIDAY', firstDay: date, lastDay: date, starts: '', ends: '' },
    save: async (values, { headersFor }) => {
      const input = { userId: person.id, kind: values.kind, ...daysOf(values) }
      await add({ variables: { input }, context: headersFor(input) })
      toast({ message: `The leave of ${person.name} is saved.` })
      onSaved()
    },
  })
  const values = useSettled(form.fields.watch())
  return (
    <SaveDialog form={form} title={`Leave of ${person.name}`} submitLabel="Save" onClose={onClose}>
      <Field<LeaveValues> name="kind" select autoFocus>
        {Object.entries(leaveWords).map(([kind, label]) => (
          <MenuItem key={kind} value={kind}>
            {label}
          </MenuItem>
        ))}
      </Field>
      <DaysFields />
      <Affected
        change={
          isComplete(values) ? { leave: { userId: person.id, kind: values.kind, ...daysOf(values) } } : null
        }
      />
    </SaveDialog>
  )
}

interface ClosureValues extends Days {
  name: string
}

/** Days on which the location is closed, with the visits that this breaks. */
export function ClosureDialog({ date, onSaved, onClose }: Props) {
  const location = useCurrentLocation()
  const toast = useToast()
  const [add] = useAddClosureMutation()
  const form = useSave<ClosureValues>({
    labels: { ...labels, name: 'Why' },
    start: { name: '', firstDay: date, lastDay: date, starts: '', ends: '' },
    save: async (values, { headersFor }) => {
      const input = { locationId: location.id, name: values.name, ...daysOf(values) }
      await add({ variables: { input }, context: headersFor(input) })
      toast({ message: `${values.name.trim()}: ${location.name} is closed.` })
      onSaved()
    },
  })
  const values = useSettled(form.fields.watch())
  return (
    <SaveDialog form={form} title={`Close ${location.name}`} submitLabel="Save" onClose={onClose}>
      <Field<ClosureValues> name="name" required autoFocus placeholder="Christmas Day" />
      <DaysFields />
      <Affected
        change={
          isComplete(values)
            ? {
                closure: { locationId: location.id, name: values.name.trim() || 'Closed', ...daysOf(values) },
              }
            : null
        }
      />
    </SaveDialog>
  )
}
