import Typography from '@mui/material/Typography'
import { addDays, formatDay, todayIn } from '../../ui/format'
import { type CurrentLocation, useCurrentLocation } from '../../ui/location'
import { DateField, Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { useLockPeriodMutation, useUnlockPeriodMutation } from './bookkeeping.gen'

interface Props {
  lockedThrough: string | null
  onDone: () => void
  onClose: () => void
}

/** The last day of the month before. */
const endOfLastMonth = ({ timeZone }: CurrentLocation): string =>
  addDays(`${todayIn(timeZone).slice(0, 8)}01`, -1)

/** Closes the books through a day. */
export function LockPeriodDialog({ lockedThrough, onDone, onClose }: Props) {
  const location = useCurrentLocation()
  const toast = useToast()
  const [lock] = useLockPeriodMutation()
  const proposed = endOfLastMonth(location)
  const form = useSave({
    labels: { through: 'Lock through' },
    start: { through: lockedThrough && proposed <= lockedThrough ? '' : proposed },
    save: async ({ through }) => {
      await lock({ variables: { input: { locationId: location.id, through } } })
      toast({ message: `The books are locked through ${formatDay(through, 'dated')}.` })
      onDone()
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`Lock the books of ${location.name}`}
      submitLabel="Lock"
      onClose={onClose}
      width="xs"
    >
      <Typography sx={{ color: 'text.secondary' }}>
        Nothing can be dated on this day or before it any more: no payment, refund, invoice or credit note.
      </Typography>
      <DateField
        name="through"
        required
        autoFocus
        {...(lockedThrough && { min: addDays(lockedThrough, 1) })}
        max={addDays(todayIn(location.timeZone), -1)}
      />
    </SaveDialog>
  )
}

/** Opens days again, with a reason. */
export function UnlockPeriodDialog({ lockedThrough, onDone, onClose }: Props) {
  const location = useCurrentLocation()
  const toast = useToast()
  const [unlock] = useUnlockPeriodMutation()
  const form = useSave({
    labels: { through: 'Stays locked through', reason: 'Reason' },
    start: { through: '', reason: '' },
    save: async ({ through, reason }) => {
      const input = { locationId: location.id, through: through || null, reason: reason.trim() }
      await unlock({ variables: { input } })
      toast({ message: 'The days are open again.' })
      onDone()
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title="Open a locked period"
      submitLabel="Open"
      danger
      onClose={onClose}
      width="xs"
    >
      <Typography sx={{ color: 'text.secondary' }}>
        Tell the bookkeeper: what was exported may change. The reason stands in the audit log.
      </Typography>
      <DateField
        name="through"
        helperText="Nothing stays locked if it is left empty."
        {...(lockedThrough && { max: addDays(lockedThrough, -1) })}
      />
      <Field name="reason" required multiline minRows={2} />
    </SaveDialog>
  )
}
