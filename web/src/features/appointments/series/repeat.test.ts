import { expect, test } from 'vitest'
import { repeatOf, ruleFrom, ruleText } from './repeat'

test('a rule is made of what is chosen, and said in words', () => {
  const rule = ruleFrom({ every: 'FREQ=WEEKLY;INTERVAL=2', visits: '6' })
  expect(rule).toBe('FREQ=WEEKLY;INTERVAL=2;COUNT=6')
  expect(repeatOf(rule!)).toEqual({ every: 'FREQ=WEEKLY;INTERVAL=2', visits: '6' })
  expect(ruleText(rule!)).toBe('Every two weeks, 6 visits')
  expect(ruleText('FREQ=MONTHLY;UNTIL=20261231')).toBe('Every month until 31 Dec 2026')
  expect(ruleText('FREQ=WEEKLY;BYDAY=MO,TH;COUNT=8')).toBe('FREQ=WEEKLY;BYDAY=MO,TH, 8 visits')
})

test('a number of visits that is none, or too many, is no rule', () => {
  for (const visits of ['', '0', '54', '2.5', 'x'])
    expect(ruleFrom({ every: 'FREQ=DAILY', visits })).toBeNull()
  expect(ruleFrom({ every: '', visits: '6' })).toBeNull()
})
