import { skipToken } from '@apollo/client/react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useEffect, useId, useMemo, useRef } from 'react'
import { useAppointmentChangedSubscription } from '../appointments.gen'
import type { AvailableSlotsInput } from '../../../gql/types'
import { ErrorView } from '../../../ui/ErrorView'
import { type Problem } from '../../../ui/errors'
import { dateIn, formatDay } from '../../../ui/format'
import { useCurrentLocation } from '../../../ui/location'
import { isAboutTime } from '../conflict'
import {
  useAppointmentTypeChangedSubscription,
  useRosterChangedSubscription,
  useSlotPickerQuery,
} from './booking.gen'
import { ConflictNotice } from './ConflictNotice'
import { NoFreeTime } from './NoFreeTime'
import { SlotButton } from './SlotButton'
import { type ChosenTime, groupSlots, hasVet, isChosen } from './slots'

interface Props {
  /** null until enough is chosen to ask for times. */
  input: AvailableSlotsInput | null
  value: ChosenTime | null
  onChange: (time: ChosenTime | null) => void
  /** An instant somebody pointed at: proposed when it is free. */
  near: string | null
  problem: Problem | null
  vetName: (id: string) => string
}

/** Free times only, by part of the day; a time taken meanwhile by another desk leaves the list by itself. */
export function SlotPicker({ input, value, onChange, near, problem, vetName }: Props) {
  const { timeZone: zone, id: locationId } = useCurrentLocation()
  const legendId = useId()
  const { data, error, loading, refetch } = useSlotPickerQuery(
    input
      ? { variables: { input }, fetchPolicy: 'network-only', notifyOnNetworkStatusChange: false }
      : skipToken,
  )
  useAppointmentChangedSubscription({
    variables: { filter: { locationId } },
    ignoreResults: true,
    onData: () => input && void refetch(),
  })

  useRosterChangedSubscription({
    variables: { locationId },
    ignoreResults: true,
    onData: () => input && void refetch(),
  })
  useAppointmentTypeChangedSubscription({ ignoreResults: true, onData: () => input && void refetch() })

  const slots = useMemo(() => data?.availableSlots.filter(hasVet), [data])
  const proposed = useRef<string | null>(null)
  useEffect(() => {
    if (!near || !slots || proposed.current === near) return
    proposed.current = near
    const slot = slots.find(({ startsAt }) => Date.parse(startsAt) === Date.parse(near))
    if (slot) onChange({ startsAt: slot.startsAt, vetId: slot.vet.id, roomId: slot.room?.id ?? null })
  }, [near, slots, onChange])

  useEffect(() => {
    if (problem) void refetch()
  }, [problem, refetch])

  const nameOf = (id: string) => vetName(id) || (slots?.find(({ vet }) => vet.id === id)?.vet.name ?? '')
  const groups = groupSlots(slots ?? [], zone)
  const gone =
    value !== null && slots !== undefined && !loading && !slots.some((slot) => isChosen(slot, value))
  const date = input?.date ?? (value && dateIn(value.startsAt, zone))
  return (
    <Box
      component="fieldset"
      aria-labelledby={legendId}
      sx={{ border: 0, m: 0, p: 0, minWidth: 0, display: 'grid', gap: 1.25 }}
    >
      <Typography id={legendId} variant="subtitle2" component="legend" sx={{ p: 0, mb: 0.5 }}>
        Time{date ? `, ${formatDay(date, 'short')}` : ''}
      </Typography>
      {isAboutTime(problem) && problem && (
        <ConflictNotice problem={problem} zone={zone} vetName={nameOf} onChoose={onChange} />
      )}
      {gone && !problem && (
        <Alert severity="warning" role="status">
          The chosen time is no longer free. Please take another one.
        </Alert>
      )}
      {!input && (
        <Typography sx={{ color: 'text.secondary' }}>
          Choose the kind of visit to see the free times.
        </Typography>
      )}
      {error && (
        <ErrorView error={error} form={groups.length > 0 ? 'line' : 'page'} onRetry={() => void refetch()} />
      )}
      {input && !slots && !error && (
        <Box
          role="status"
          aria-label="Looking for free times"
          sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}
        >
          {Array.from({ length: 12 }, (_, index) => (
            <Skeleton key={index} variant="rounded" width={64} height={34} />
          ))}
        </Box>
      )}
      {input && slots && groups.length === 0 && !error && (
        <NoFreeTime input={input} vetName={vetName} onChange={onChange} />
      )}
      {groups.map((group) => (
        <Box
          key={group.label}
          sx={{
            display: 'grid',
            gridTemplateColumns: { xs: '1fr', sm: '76px 1fr' },
            columnGap: 1,
            rowGap: 0.5,
          }}
        >
          <Typography variant="body2" sx={{ color: 'text.secondary', pt: { sm: 0.875 } }}>
            {group.label}
          </Typography>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
            {group.slots.map((slot) => (
              <SlotButton
                key={slot.startsAt}
                name={legendId}
                slot={slot}
                zone={zone}
                withVet={!input?.vetId}
                checked={isChosen(slot, value)}
                onChoose={() =>
                  onChange({ startsAt: slot.startsAt, vetId: slot.vet.id, roomId: slot.room?.id ?? null })
                }
              />
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  )
}
