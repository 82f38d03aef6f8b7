import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { SeriesScope } from '../../../gql/types'
import { type Problem, problemOf } from '../../../ui/errors'
import { FormDialog } from '../../../ui/FormDialog'
import { dateIn } from '../../../ui/format'
import { useIdempotencyKey } from '../../../ui/idempotency'
import { useCurrentLocation } from '../../../ui/location'
import { useToast } from '../../../ui/toasts'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import { CreditStopNotice, isCreditStop } from '../booking/CreditStopNotice'
import { repeatOf, ruleFrom, ruleText } from './repeat'
import { RepeatFields } from './RepeatFields'
import { ScopeField } from './ScopeField'
import { useUpdateSeriesMutation } from './series.gen'
import { SeriesPreview, useSeriesPreview } from './SeriesPreview'

interface Props {
  appointment: AppointmentChip_appointmentFragment
  /** The rule of its series. */
  rule: string
  onClose: () => void
}

/** Makes a series longer or shorter, or lets it recur in another rhythm. */
export function SeriesDialog({ appointment, rule, onClose }: Props) {
  const { timeZone } = useCurrentLocation()
  const toast = useToast()
  const [scope, setScope] = useState<SeriesScope>('ALL')
  const [repeat, setRepeat] = useState(() => repeatOf(rule))
  const [problem, setProblem] = useState<Problem | null>(null)
  const [creditStopReason, setCreditStopReason] = useState('')
  const [updateSeries, { loading }] = useUpdateSeriesMutation()
  const { headersFor } = useIdempotencyKey()
  const next = ruleFrom(repeat)
  const change = { appointmentId: appointment.id, version: appointment.version, scope, rule: next }
  const preview = useSeriesPreview(next && (next !== rule || scope !== 'ALL') ? { update: change } : null)

  const submit = async () => {
    const input = { ...change, skip: preview.skip, creditStopReason: creditStopReason.trim() || null }
    try {
      const { data } = await updateSeries({ variables: { input }, context: headersFor(input) })
      if (data) toast({ message: `The series is now: ${ruleText(data.updateSeries.rule)}.` })
      onClose()
    } catch (error) {
      setProblem(problemOf(error))
    }
  }

  return (
    <FormDialog
      open
      title={appointment.pet ? `${appointment.pet.name}’s series` : 'Series'}
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Change the series"
      busy={loading}
      disabled={!preview.occurrences}
      error={isCreditStop(problem) ? null : problem}
      width="sm"
    >
      <Typography sx={{ color: 'text.secondary' }}>
        Now: {ruleText(rule)}. Visits that are past, have arrived, were invoiced or moved on their own stay as
        they are.
      </Typography>
      <ScopeField value={scope} onChange={setScope} ofSeries />
      <RepeatFields
        value={repeat}
        onChange={(chosen) => {
          setRepeat(chosen)
          setProblem(null)
        }}
        firstDay={dateIn(appointment.startsAt, timeZone)}
      />
      <CreditStopNotice
        ownerId={null}
        problem={problem}
        reason={creditStopReason}
        onReason={setCreditStopReason}
      />
      {(preview.occurrences || preview.error) && (
        <SeriesPreview preview={preview} otherwise="left where they are" />
      )}
    </FormDialog>
  )
}
