import { describe, expect, it } from 'vitest'
import { dayBounds, openingSpans, timeAxis } from './timeAxis'

const wholeDay = (startsAt: string, endsAt: string, zone: string) => timeAxis(startsAt, endsAt, zone, 1)

describe('time axis', () => {
  it('gives a day of 25 hours 25 of them and names the hour that happens twice, twice', () => {
    const axis = wholeDay('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 'Europe/Berlin')
    expect(axis.height).toBe(25 * 60)
    expect(axis.hours.slice(0, 6).map(({ label }) => label)).toEqual([
      '00:00',
      '01:00',
      '02:00',
      '02:00',
      '03:00',
      '04:00',
    ])
    expect(axis.y('2026-10-25T00:00:00Z')).toBe(120)
    expect(axis.y('2026-10-25T01:00:00Z')).toBe(180)
  })

  it('gives a day of 23 hours 23 of them and skips the hour that does not exist', () => {
    const axis = wholeDay('2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', 'Europe/Berlin')
    expect(axis.height).toBe(23 * 60)
    expect(axis.hours.slice(0, 4).map(({ label }) => label)).toEqual(['00:00', '01:00', '03:00', '04:00'])
  })

  it('labels by the clock of the location, also in zones of half hours', () => {
    const axis = wholeDay('2026-11-23T03:30:00Z', '2026-11-23T05:30:00Z', 'Asia/Kolkata')
    expect(axis.hours.map(({ label }) => label)).toEqual(['09:00', '10:00', '11:00'])
  })

  it('turns a height back into the nearest quarter of an hour', () => {
    const axis = timeAxis('2026-11-23T07:00:00Z', '2026-11-23T17:00:00Z', 'Europe/Berlin', 2)
    expect(axis.instantAt(2 * 67)).toBe('2026-11-23T08:00:00.000Z')
    expect(axis.instantAt(2 * 68)).toBe('2026-11-23T08:15:00.000Z')
    expect(axis.instantAt(axis.y('2026-11-23T09:45:00Z'))).toBe('2026-11-23T09:45:00.000Z')
  })
})

describe('the part of a day that is shown', () => {
  const hours = [{ weekday: 'SUNDAY', opens: '08:00', closes: '18:30' }]

  it('reads opening hours on the wall clock of the location on both sides of a clock change', () => {
    expect(openingSpans('2026-10-25', 'Europe/Berlin', hours)).toEqual([
      { startsAt: '2026-10-25T07:00:00Z', endsAt: '2026-10-25T17:30:00Z' },
    ])
    expect(openingSpans('2026-10-18', 'Europe/Berlin', hours)).toEqual([
      { startsAt: '2026-10-18T06:00:00Z', endsAt: '2026-10-18T16:30:00Z' },
    ])
    expect(openingSpans('2026-10-24', 'Europe/Berlin', hours)).toEqual([])
  })

  it('grows to whole hours around what was booked outside the opening hours', () => {
    const open = { startsAt: '2026-11-22T07:00:00Z', endsAt: '2026-11-22T17:30:00Z' }
    const early = { startsAt: '2026-11-22T05:20:00Z', endsAt: '2026-11-22T05:40:00Z' }
    expect(dayBounds('2026-11-22', 'Europe/Berlin', [open, early])).toEqual({
      startsAt: '2026-11-22T05:00:00Z',
      endsAt: '2026-11-22T18:00:00Z',
    })
  })

  it('never leaves the day of the location, however far from UTC', () => {
    const overnight = { startsAt: '2026-11-21T20:00:00Z', endsAt: '2026-11-23T20:00:00Z' }
    expect(dayBounds('2026-11-23', 'Pacific/Kiritimati', [overnight])).toEqual({
      startsAt: '2026-11-22T10:00:00Z',
      endsAt: '2026-11-23T10:00:00Z',
    })
  })
})
