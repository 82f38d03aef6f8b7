import { inZone } from '@vetgraph/kit/time'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysOf, startsOn } from './rule.ts'

const zones = [
  'Europe/Dublin',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
]

const clock = (at: Date, zone: string) => inZone(at, zone).toPlainDateTime().toString().slice(0, 16)

test('a series keeps its time of day over every change of the clock from 2000 to 2037, far east and west (AP7, AP8)', () => {
  const day = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2036-12-31'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10))
  const freq = fc.constantFrom('DAILY;INTERVAL=7', 'WEEKLY', 'MONTHLY')
  const time = fc.constantFrom('00:00', '01:30', '02:30', '09:00', '23:55')
  fc.assert(
    fc.property(day, freq, time, fc.shuffledSubarray(zones, { minLength: 3 }), (first, every, time, some) => {
      const days = daysOf(`FREQ=${every};COUNT=27`, first)
      for (const zone of some) {
        startsOn(days, zone, time).forEach((at, index) => {
          const shown = clock(at, zone)
          if (shown === `${days[index]}T${time}`) return
          // The clock leaves this time out that night: the visit is later by what it leaves out.
          const before = inZone(new Date(at.getTime() - 3 * 3_600_000), zone)
          expect(inZone(at, zone).offsetNanoseconds).toBeGreaterThan(before.offsetNanoseconds)
          expect(shown > `${days[index]}T${time}`).toBe(true)
        })
      }
    }),
    { numRuns: 20 },
  )
})

describe('the days of a rule', () => {
  test('a month without a 31st has no visit, and BYMONTHDAY=-1 is the last day of each month', () => {
    expect(daysOf('FREQ=MONTHLY;COUNT=4', '2026-01-31')).toEqual([
      '2026-01-31',
      '2026-03-31',
      '2026-05-31',
      '2026-07-31',
    ])
    expect(daysOf('FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3', '2026-01-31')).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
    ])
  })

  test('UNTIL is included, and INTERVAL counts weeks from the first one', () => {
    expect(daysOf('FREQ=WEEKLY;INTERVAL=2;UNTIL=20260413', '2026-03-16')).toEqual([
      '2026-03-16',
      '2026-03-30',
      '2026-04-13',
    ])
  })

  test.each([
    ['FREQ=WEEKLY', 'never ends'],
    ['FREQ=WEEKLY;COUNT=3;UNTIL=20260413', 'ends twice'],
    ['FREQ=DAILY;UNTIL=20990101', 'has too many visits'],
    ['FREQ=WEEKLY;COUNT=54', 'has too many visits'],
    ['FREQ=WEEKLY;COUNT=0', 'has none'],
    ['FREQ=WEEKLY;UNTIL=20261399', 'ends on no day'],
    ['FREQ=WEEKLY;INTERVAL=0;COUNT=3', 'does not go on'],
    ['FREQ=HOURLY;COUNT=3', 'comes several times a day'],
    ['FREQ=WEEKLY;BYHOUR=9;COUNT=3', 'has a time of its own'],
    ['FREQ=WEEKLY;BYDAY=TU;COUNT=3', 'does not have its first day'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3', 'has no days'],
    ['COUNT=3', 'does not say how often'],
    ['weekly', 'is none'],
    ['', 'is empty'],
    [`FREQ=WEEKLY;COUNT=3;BYMONTHDAY=${'1,'.repeat(100)}1`, 'is too long'],
  ])('%s is refused in the field `rule`: it %s', (rule) => {
    expect(() => daysOf(rule, '2026-03-16')).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        details: expect.objectContaining({ field: 'rule' }) as unknown,
      }),
    )
  })
})
