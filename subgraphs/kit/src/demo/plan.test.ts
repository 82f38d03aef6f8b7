import { expect, test } from 'vitest'
import { addDays, atTime, dayOf } from '../time.ts'
import { demoPlan } from './plan.ts'

test('whatever weekday it is, somebody comes to the first location of the demo hospital on that day', () => {
  const zone = 'Europe/Dublin'
  for (let ahead = 0; ahead < 7; ahead++) {
    const day = addDays('2026-11-23', ahead)
    const { locations, visits } = demoPlan({ pets: 60, years: 0 }, atTime(zone, day, '11:00'))
    const today = visits.filter(
      ({ location, startsAt }) => location.id === locations[0]?.id && dayOf(startsAt, zone) === day,
    )
    expect(today.length, day).toBeGreaterThan(5)
  }
})
