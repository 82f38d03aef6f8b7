import { expect, test } from 'vitest'
import { countryOf, phoneNumberOf } from './phone.ts'

test('a time zone is of one country, under its old names too, and UTC is of none', () => {
  const zones = ['Europe/Dublin', 'Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata', 'Asia/Calcutta']
  expect(zones.map(countryOf)).toEqual(['IE', 'NL', 'US', 'IN', 'IN'])
  expect(countryOf('UTC')).toBeNull()
})

test('without a location a number is read by its country code alone', () => {
  expect(phoneNumberOf('087 123 4567', [])).toBeNull()
  expect(phoneNumberOf('00 353 87 123 4567', [])).toBe('+353871234567')
})
