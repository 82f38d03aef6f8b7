import { expect, test } from 'vitest'
import { changedText, entityText, fieldText, pageOf, valueText, whoText } from './auditWords'

test('things and fields of the log are said in words', () => {
  expect(entityText('MedicalRecord')).toBe('Medical record')
  expect(fieldText('address.postalCode')).toBe('Address › postal code')
})

test('who did it is a person, a program, the hospital itself or nobody who signed in', () => {
  const nobody = { actor: null, client: null, automatic: false }
  expect(whoText({ ...nobody, client: { id: '1', name: 'Lab' } })).toBe('Lab')
  expect(whoText({ ...nobody, automatic: true })).toBe('The hospital itself')
  expect(whoText(nobody)).toBe('Nobody signed in')
})

test('values are said as people read them, instants on the clock of the location', () => {
  const clock = (instant: string) => `at ${instant}`
  expect(valueText('2026-03-16T08:00:00.000Z', clock)).toBe('at 2026-03-16T08:00:00.000Z')
  expect(valueText('2026-03-16', clock)).toBe('2026-03-16')
  expect(valueText(['pet:read', 'pet:write'], clock)).toBe('pet:read, pet:write')
  expect(valueText([{ amount: 1 }], clock)).toContain('"amount": 1')
  expect([null, undefined, '', []].map((value) => valueText(value, clock))).toEqual(['–', '–', '–', '–'])
  expect(valueText(false, clock)).toBe('No')
})

test('only single things that have a page are links', () => {
  expect(pageOf({ entity: 'Pet', entityId: '7' })).toBe('/patients/7')
  expect(pageOf({ entity: 'Session', entityId: '7' })).toBeNull()
  expect(pageOf({ entity: 'Owner', entityId: '*' })).toBeNull()
})

test('a row names the first fields that were changed, and none of a thing that was made', () => {
  const changes = ['a', 'b', 'c', 'd', 'e'].map((field) => ({ field, before: 1, after: 2 }))
  expect(changedText(changes)).toBe('A, B, C, D and 1 more')
  expect(changedText(changes.slice(0, 2))).toBe('A, B')
  expect(changedText([{ field: 'name', before: null, after: 'Luna' }])).toBe('')
})
