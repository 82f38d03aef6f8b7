import { expect, test } from 'vitest'
import { countryOf, phoneNumberOf } from './phone.ts'

test('a time zone is of one country, under its old names too, and UTC is of none', () => {
  const zones = ['Europe/Dublin', 'Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata', 'Asia/Calcutta']
  expect(zones.map(countryOf)).toEqual(['IE', 'NL', 'US', 'IN', 'IN'])
  expect(countryOf('UTC')).toBeNull()
})

test('a number that exists in several countries is of the one in which it was typed, if that is said', () => {
  const zones = ['Europe/Amsterdam', 'Europe/Dublin']
  expect(phoneNumberOf('087 765 4321', zones)).toBe('+31877654321')
  expect(phoneNumberOf('087 765 4321;phone-context=+353', zones)).toBe('+353877654321')
  expect(phoneNumberOf('06 12345678;phone-context=+353', zones)).toBe('+31612345678')
  expect(phoneNumberOf('+44 20 7946 0018;phone-context=+353', zones)).toBe('+442079460018')
  expect(phoneNumberOf('12;phone-context=+353', zones)).toBeNull()
  expect(phoneNumberOf('087 765 4321;phone-context=x', zones)).toBeNull()
})

test('without a location a number is read by its country code alone', () => {
  expect(phoneNumberOf('087 123 4567', [])).toBeNull()
  expect(phoneNumberOf('00 353 87 123 4567', [])).toBe('+353871234567')
})
