import { describe, expect, it } from 'vitest'
import { groupSlots, type Slot } from './slots'

const slot = (startsAt: string, vet: string): Slot => ({
  startsAt,
  endsAt: new Date(Date.parse(startsAt) + 1_800_000).toISOString(),
  vet: { id: vet, name: vet },
  room: null,
})

describe('free times', () => {
  it('are grouped by the part of the location’s day, not of UTC', () => {
    const groups = groupSlots(
      [slot('2026-11-23T16:00:00Z', 'a'), slot('2026-11-23T15:45:00Z', 'a')],
      'America/Halifax',
    )
    expect(groups.map(({ label, slots }) => [label, slots.length])).toEqual([
      ['Morning', 1],
      ['Afternoon', 1],
    ])
  })

  it('offer each time once when several vets are free', () => {
    const [morning] = groupSlots(
      [slot('2026-11-23T08:00:00Z', 'a'), slot('2026-11-23T08:00:00Z', 'b')],
      'Europe/Berlin',
    )
    expect(morning?.slots.map(({ vet }) => vet.id)).toEqual(['a'])
  })
})
