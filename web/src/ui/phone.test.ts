import { expect, test } from 'vitest'
import { phoneText } from './phone'

test('a number without blanks is grouped for reading, after the code of its country', () => {
  expect(phoneText('+35315550200')).toBe('+353 1555 0200')
  expect(phoneText('+31205550100')).toBe('+31 20 555 0100')
  expect(phoneText('+12125550123')).toBe('+1 212 555 0123')
  expect(phoneText('0871234567')).toBe('087 123 4567')
})

test('what somebody has grouped, and what is no number, stays as it was typed', () => {
  expect(phoneText('087 7123456')).toBe('087 7123456')
  expect(phoneText('ext. 12')).toBe('ext. 12')
})
