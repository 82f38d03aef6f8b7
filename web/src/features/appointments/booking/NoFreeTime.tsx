import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { AvailableSlotsInput, EquipmentKind, NoSlotReason } from '../../../gql/types'
import { equipmentWords } from '../../../ui/equipment'
import { dateIn, formatDay, formatTime } from '../../../ui/format'
import { useCurrentLocation } from '../../../ui/location'
import { useNextSlotQuery } from './booking.gen'
import type { ChosenTime } from './slots'

/** Why nothing is free; of the vet that was chosen, or of all. */
const because = (reason: NoSlotReason, vet: string, kind: EquipmentKind | null): string => {
  const reasons: Record<NoSlotReason, string> = {
    CLOSED: 'The location is closed on this day.',
    NOBODY_ON_DUTY: `${vet || 'No vet'} is ${vet ? 'not ' : ''}on duty for long enough on this day.`,
    NOT_BOOKABLE_THEN: 'The times of this day are past or too far ahead.',
    ONLINE_RULES: 'This kind of visit cannot be booked online on this day.',
    VETS_BUSY: vet ? `${vet} is busy all day.` : 'The vets on duty are busy all day.',
    PATIENT_BUSY: 'The patient has other visits at the times at which vets are free.',
    NO_ROOM: 'No room is free at the times at which vets are free.',
    NO_EQUIPMENT: `${kind ? equipmentWords[kind] : 'Equipment'}: none is free at the times at which vets are free.`,
  }
  return reasons[reason]
}

interface Props {
  input: AvailableSlotsInput
  vetName: (id: string) => string
  onChange: (time: ChosenTime) => void
}

/** Says why nothing is free on a day, and offers the next free time. */
export function NoFreeTime({ input, vetName, onChange }: Props) {
  const { timeZone: zone } = useCurrentLocation()
  const { data } = useNextSlotQuery({ variables: { input }, fetchPolicy: 'network-only' })
  const { reason = null, equipmentKind = null, slot = null } = data?.nextAvailableSlot ?? {}
  const vet = slot?.vet
  return (
    <Box role="status" sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
      <Typography sx={{ color: 'text.secondary' }}>
        No free time on this day.{' '}
        {reason && because(reason, input.vetId ? vetName(input.vetId) : '', equipmentKind)}
      </Typography>
      {slot && vet && (
        <Button
          variant="outlined"
          className="tabular"
          onClick={() => onChange({ startsAt: slot.startsAt, vetId: vet.id, roomId: slot.room?.id ?? null })}
        >
          Next free: {formatDay(dateIn(slot.startsAt, zone), 'short')}, {formatTime(slot.startsAt, zone)} ·{' '}
          {vet.name}
        </Button>
      )}
      {data && !slot && (
        <Typography sx={{ color: 'text.secondary' }}>
          Nothing is free in the twelve weeks after it.
        </Typography>
      )}
    </Box>
  )
}
