import { expect, test } from 'vitest'
import { changedText, changesMade, entityText, fieldText, thingText, valueText, whoText } from './auditWords'

test('things and fields of the log are said in words', () => {
  expect(entityText('MedicalRecord')).toBe('Medical record')
  expect(fieldText('address.postalCode')).toBe('Address › postal code')
})

test('who did it is a person, an API client, the hospital itself or nobody who signed in', () => {
  const nobody = { actor: null, client: null, automatic: false }
  expect(whoText({ ...nobody, client: { id: '1', name: 'Lab' } })).toBe('Lab')
  expect(whoText({ ...nobody, automatic: true })).toBe('The hospital itself')
  expect(whoText(nobody)).toBe('Nobody signed in')
})

test('values are said as people read them, instants on the clock of the location', () => {
  const clock = (instant: string) => `at ${instant}`
  const said = (value: unknown) => valueText(value, 'notes', clock)
  expect(said('2026-03-16T08:00:00.000Z')).toBe('at 2026-03-16T08:00:00.000Z')
  expect(said('2026-03-16')).toBe('2026-03-16')
  expect(said(['pet:read', 'pet:write'])).toBe('pet:read, pet:write')
  expect(said([{ amount: 1 }])).toContain('"amount": 1')
  expect([null, undefined, '', []].map(said)).toEqual(['–', '–', '–', '–'])
  expect(said(false)).toBe('No')
})

test('what is chosen from a list is said in words, and what somebody wrote stays as it was written', () => {
  const said = (field: string, value: string) => valueText(value, field, String)
  expect(said('status', 'NO_SHOW')).toBe('No-show')
  expect(said('status', 'FINALISED')).toBe('Finalised')
  expect(said('preferredContact', 'EMAIL')).toBe('E-mail')
  expect(said('purpose', 'HEALTH_REMINDERS')).toBe('Health reminders')
  expect(said('reason', 'TOKEN_REUSE')).toBe('It was stolen and used')
  expect(said('reason', 'ASAP')).toBe('ASAP')
  expect(said('name', 'BELLA')).toBe('BELLA')
})

test('a row names the first fields that were changed, and none of a thing that was made', () => {
  const changes = ['a', 'b', 'c', 'd', 'e'].map((field) => ({ field, before: 1, after: 2 }))
  expect(changedText(changes)).toBe('A, B, C, D and 1 more')
  expect(changedText(changes.slice(0, 2))).toBe('A, B')
  expect(changedText([{ field: 'name', before: null, after: 'Luna' }])).toBe('')
})

test('what the database notes beside a change is not shown', () => {
  const fields = ['status', 'updatedAt', 'version', 'vetId', 'id', 'items.id', 'notes']
  const changes = fields.map((field) => ({ field, before: 1, after: 2 }))
  expect(changesMade(changes).map(({ field }) => field)).toEqual(['status', 'vetId', 'notes'])
  expect(changedText(changes)).toBe('Status, Vet, Notes')
})

test('a thing is named by its patient and client, also where the log only knows a visit or an invoice', () => {
  const pet = { id: '1', name: 'Winnie', species: { id: '2', name: 'Cat' }, owner: { id: '3', name: 'Ann' } }
  expect(thingText({ appointment: { id: '4', startsAt: '', pet } })).toBe('Winnie, cat of Ann')
  expect(thingText({ invoice: { id: '5', pet: null, owner: pet.owner } })).toBe('Ann')
  expect(thingText({ pet: null })).toBeNull()
  expect(thingText(undefined)).toBeNull()
})
