import { expect, test } from 'vitest'
import { phoneText, sentPhone, storedPhone } from './phone'

test('a number of this country is shown as it is dialled here, another one with its country code', () => {
  expect(phoneText('+353871234567', 'IE')).toBe('087 123 4567')
  expect(phoneText('+353871234567', 'NL')).toBe('+353 87 123 4567')
  expect(phoneText('+31205550100', 'NL')).toBe('020 555 0100')
  expect(phoneText('+12125550123', null)).toBe('+1 212 555 0123')
})

test('what could not be read as a number stays as it was typed', () => {
  expect(phoneText('087 7123456', 'IE')).toBe('087 7123456')
  expect(phoneText('ext. 12', 'IE')).toBe('ext. 12')
})

test('a number that is typed is compared as the hospital keeps it', () => {
  expect(storedPhone('087 123 4567', 'IE')).toBe('+353871234567')
  expect(storedPhone('+31 20 555 0100', 'IE')).toBe('+31205550100')
  expect(storedPhone(' ext. 12 ', 'IE')).toBe('ext. 12')
})

test('a number without a country code is sent with the country in which it was typed', () => {
  expect(sentPhone('087 123 4567', 'IE')).toBe('087 123 4567;phone-context=+353')
  expect(sentPhone('+353 87 123 4567', 'IE')).toBe('+353 87 123 4567')
  expect(sentPhone('00353871234567', 'IE')).toBe('00353871234567')
  expect(sentPhone('', 'IE')).toBe('')
  expect(sentPhone('087 123 4567', null)).toBe('087 123 4567')
})
