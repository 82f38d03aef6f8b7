import { expect, test } from 'vitest'
import { actionText } from './activity'

test('an entry of the log is said in words, also one that nobody thought of', () => {
  expect(actionText('session.login')).toBe('Signed in')
  expect(actionText('medical-record.sign')).toBe('Medical record signed')
  expect(actionText('appointment.no-show')).toBe('Appointment no show')
  expect(actionText('restart')).toBe('Restart')
})
