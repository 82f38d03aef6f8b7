import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { type Problem, problemOf } from '../../ui/errors'
import { formatDateTime } from '../../ui/format'
import {
  type Reminder_appointmentFragment,
  useCancelLinkedAppointmentMutation,
  useConfirmLinkedAppointmentMutation,
} from './reminder.gen'

const outcomes: Partial<Record<Reminder_appointmentFragment['status'], string>> = {
  CONFIRMED: 'You have confirmed this visit.',
  CANCELLED: 'This visit is cancelled. If that was a mistake, please call us.',
  LATE_CANCELLED: 'This visit is cancelled. If that was a mistake, please call us.',
}

interface Props {
  token: string
  visit: Reminder_appointmentFragment
}

/** A visit that whoever has the link of its reminder confirms or cancels. */
export function Appointment({ token, visit: given }: Props) {
  const [visit, setVisit] = useState(given)
  const [cancelling, setCancelling] = useState(false)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [confirm, confirmation] = useConfirmLinkedAppointmentMutation({ fetchPolicy: 'no-cache' })
  const [cancel, cancellation] = useCancelLinkedAppointmentMutation({ fetchPolicy: 'no-cache' })
  const { id, petName, typeName, vetName, locationName, timeZone, startsAt, status } = visit
  const input = { token, appointmentId: id }
  const take = async (change: () => Promise<Reminder_appointmentFragment | undefined>) => {
    setProblem(null)
    try {
      const changed = await change()
      if (changed) setVisit(changed)
      setCancelling(false)
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  const onConfirm = () =>
    take(async () => (await confirm({ variables: { input } })).data?.confirmLinkedAppointment)
  const onCancel = () =>
    take(
      async () =>
        (await cancel({ variables: { input: { ...input, reason: reason || null } } })).data
          ?.cancelLinkedAppointment,
    )
  const outcome =
    outcomes[status] ?? (visit.cancellable ? null : 'This visit cannot be changed here any more.')
  return (
    <Box component="li" sx={{ border: 1, borderColor: 'divider', borderRadius: 2, p: 2 }}>
      <Typography component="h2" sx={{ fontSize: '1.25rem', fontWeight: 700 }}>
        {formatDateTime(startsAt, timeZone)}
      </Typography>
      <Typography sx={{ mb: 1.5 }}>
        {petName}: {typeName} with {vetName}, {locationName}
      </Typography>
      {outcome && (
        <Alert
          severity={status === 'CONFIRMED' ? 'success' : 'info'}
          sx={{ mb: visit.cancellable ? 1.5 : 0 }}
        >
          {outcome}
        </Alert>
      )}
      {problem && (
        <Alert severity="error" sx={{ mb: 1.5 }}>
          {problem.message}
        </Alert>
      )}
      {cancelling ? (
        <Box
          component="form"
          sx={{ display: 'grid', gap: 1.5 }}
          onSubmit={(event) => {
            event.preventDefault()
            void onCancel()
          }}
        >
          {visit.late && (
            <Typography variant="body2">
              It is less than a day before the visit: if you can, please call us as well.
            </Typography>
          )}
          <TextField
            label="Why (you need not say)"
            value={reason}
            autoFocus
            fullWidth
            slotProps={{ htmlInput: { maxLength: 500 } }}
            onChange={(event) => setReason(event.target.value)}
          />
          <Box sx={{ display: 'flex', gap: 1 }}>
            <Button type="submit" variant="contained" color="error" loading={cancellation.loading}>
              Cancel this visit
            </Button>
            <Button color="inherit" onClick={() => setCancelling(false)}>
              Keep it
            </Button>
          </Box>
        </Box>
      ) : (
        visit.cancellable && (
          <Box sx={{ display: 'flex', gap: 1 }}>
            {visit.confirmable && (
              <Button
                variant="contained"
                size="large"
                sx={{ flex: 1 }}
                loading={confirmation.loading}
                onClick={() => void onConfirm()}
              >
                I will come
              </Button>
            )}
            <Button size="large" color="inherit" sx={{ flex: 1 }} onClick={() => setCancelling(true)}>
              I cannot come
            </Button>
          </Box>
        )
      )}
    </Box>
  )
}
