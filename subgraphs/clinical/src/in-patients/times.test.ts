import { daysIn } from '@vetgraph/kit/time'
import { expect, test } from 'vitest'
import { TreatmentFrequency } from './treatment.table.ts'
import { timesOf } from './times.ts'

const zone = 'Europe/Dublin'
const instants = (frequency: TreatmentFrequency, startsAt: string, date: string, stoppedAt?: string) =>
  timesOf(
    { frequency, startsAt: new Date(startsAt), stoppedAt: stoppedAt ? new Date(stoppedAt) : null },
    daysIn(zone, date),
    zone,
  ).map((at) => at.toISOString().slice(5, 16))

const { Q6H, Q8H, BID, ONCE, PRN, CONTINUOUS } = TreatmentFrequency

test.each([
  ['q6h', Q6H, ['03-16T03:00', '03-16T09:00', '03-16T15:00', '03-16T21:00']],
  ['bid', BID, ['03-16T08:00', '03-16T20:00']],
  ['prn', PRN, []],
] as const)('%s gives its times of a day (MR10)', (_name, frequency, times) => {
  expect(instants(frequency, '2026-03-15T09:00:00Z', '2026-03-16')).toEqual(times)
})

test('q8h over the change of the clock is eight hours that have passed, bid the times of the clock (MR10, AP7)', () => {
  // The clock goes forward at 01:00 UTC on 29 March: that day has 23 hours.
  expect(instants(Q8H, '2026-03-28T10:00:00Z', '2026-03-29')).toEqual([
    '03-29T02:00',
    '03-29T10:00',
    '03-29T18:00',
  ])
  expect(instants(BID, '2026-03-28T10:00:00Z', '2026-03-29')).toEqual(['03-29T07:00', '03-29T19:00'])
  // It goes back on 25 October: that day has 25 hours.
  expect(instants(CONTINUOUS, '2026-10-24T10:00:00Z', '2026-10-25')).toHaveLength(25)
  expect(instants(BID, '2026-10-24T10:00:00Z', '2026-10-25')).toEqual(['10-25T08:00', '10-25T20:00'])
})

test('nothing is due before the start, from the stop on, or twice for what is done once (MR10)', () => {
  expect(instants(BID, '2026-03-16T09:00:00Z', '2026-03-16')).toEqual(['03-16T20:00'])
  expect(instants(Q6H, '2026-03-16T01:00:00Z', '2026-03-16', '2026-03-16T13:00:00Z')).toEqual([
    '03-16T01:00',
    '03-16T07:00',
  ])
  expect(instants(ONCE, '2026-03-16T09:00:00Z', '2026-03-16')).toEqual(['03-16T09:00'])
  expect(instants(ONCE, '2026-03-16T09:00:00Z', '2026-03-17')).toEqual([])
})
