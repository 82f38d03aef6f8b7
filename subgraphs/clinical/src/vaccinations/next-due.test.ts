import { expect, test } from 'vitest'
import { nextDue } from './next-due.ts'

/** As a new hospital has them. */
const core = {
  intervalWeeks: 4,
  primaryUntilWeeks: 16,
  lateStartDoses: 2,
  firstBoosterAgeWeeks: 26,
  firstBoosterMonths: 12,
  boosterMonths: 36,
}
const leptospirosis = {
  ...core,
  primaryUntilWeeks: 12,
  firstBoosterAgeWeeks: null,
  boosterMonths: 12,
}
const rabies = { ...leptospirosis, lateStartDoses: 1, boosterMonths: 36 }
const born = '2026-01-05'

test.each([
  ['a puppy goes on every four weeks', core, born, ['2026-03-02'], '2026-03-30', 'PRIMARY_COURSE'],
  ['until a dose at 16 weeks', core, born, ['2026-03-02', '2026-03-30'], '2026-04-27', 'PRIMARY_COURSE'],
  [
    'or later; then its booster is at 26 weeks of age',
    core,
    born,
    ['2026-03-02', '2026-03-30', '2026-04-27'],
    '2026-07-06',
    'FIRST_BOOSTER',
  ],
  [
    'not sooner than the interval after a course that ended late',
    core,
    born,
    ['2026-04-20', '2026-06-29'],
    '2026-07-27',
    'FIRST_BOOSTER',
  ],
  [
    'after the booster every three years',
    core,
    born,
    ['2026-03-02', '2026-03-30', '2026-04-27', '2026-07-06'],
    '2029-07-06',
    'BOOSTER',
  ],
  ['one that begins grown has two doses', core, '2020-01-01', ['2026-03-02'], '2026-03-30', 'PRIMARY_COURSE'],
  [
    'and its first booster after a year',
    core,
    '2020-01-01',
    ['2026-03-02', '2026-03-30'],
    '2027-03-30',
    'FIRST_BOOSTER',
  ],
  ['one of unknown age begins grown', core, null, ['2026-03-02'], '2026-03-30', 'PRIMARY_COURSE'],
  [
    'leptospirosis has at least two doses, however old the first',
    leptospirosis,
    born,
    ['2026-03-02', '2026-03-30'],
    '2027-03-30',
    'FIRST_BOOSTER',
  ],
  ['rabies has one, and a booster after a year', rabies, born, ['2026-04-06'], '2027-04-06', 'FIRST_BOOSTER'],
  ['given too young, it is repeated', rabies, born, ['2026-03-09'], '2026-04-06', 'PRIMARY_COURSE'],
  ['from then on after three', rabies, born, ['2026-04-06', '2027-04-06'], '2030-04-06', 'BOOSTER'],
  [
    'a year after the leap day is the last of February',
    leptospirosis,
    '2020-01-01',
    ['2027-12-01', '2028-02-29'],
    '2029-02-28',
    'FIRST_BOOSTER',
  ],
])('MR8: the next dose is due by protocol: %s', (_rule, schedule, bornOn, doses, dueOn, basis) => {
  expect(nextDue(schedule, bornOn, doses)).toEqual({ dueOn, basis })
})
