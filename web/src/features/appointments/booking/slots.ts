import { Temporal } from 'temporal-polyfill'
import type { SlotPickerQuery } from './booking.gen'

type FoundSlot = SlotPickerQuery['availableSlots'][number]

export type Slot = FoundSlot & { vet: NonNullable<FoundSlot['vet']> }

/** Nobody can be booked whose name is not told just now. */
export const hasVet = (slot: FoundSlot): slot is Slot => slot.vet !== null

export interface SlotGroup {
  label: string
  slots: Slot[]
}

const parts = [
  { label: 'Morning', before: 12 },
  { label: 'Afternoon', before: 17 },
  { label: 'Evening', before: 24 },
]

/** One slot per start time, by part of the location's day; with several vets free, the first offered one stands for the time. */
export function groupSlots(slots: readonly Slot[], zone: string): SlotGroup[] {
  const byStart = new Map<number, Slot>()
  for (const slot of slots) {
    const start = Date.parse(slot.startsAt)
    if (!byStart.has(start)) byStart.set(start, slot)
  }
  const sorted = [...byStart.entries()].sort(([a], [b]) => a - b).map(([, slot]) => slot)
  const groups = parts.map(({ label }): SlotGroup => ({ label, slots: [] }))
  for (const slot of sorted) {
    const { hour } = Temporal.Instant.from(slot.startsAt).toZonedDateTimeISO(zone)
    groups[parts.findIndex(({ before }) => hour < before)]?.slots.push(slot)
  }
  return groups.filter((group) => group.slots.length > 0)
}

export interface ChosenTime {
  startsAt: string
  vetId: string
  roomId: string | null
}

export const isChosen = (slot: Slot, chosen: ChosenTime | null): boolean =>
  chosen !== null && Date.parse(slot.startsAt) === Date.parse(chosen.startsAt) && slot.vet.id === chosen.vetId
