import { expect, test } from 'vitest'
import { actionText, pageOf } from './activity'

test('an entry of the log is said in words, also one that nobody thought of', () => {
  expect(actionText('session.login')).toBe('Signed in')
  expect(actionText('medical-record.sign')).toBe('Medical record signed')
  expect(actionText('appointment.no-show')).toBe('Appointment marked as a no-show')
  expect(actionText('appointment.check-out')).toBe('Appointment checked out')
  expect(actionText('lab-order.send-back')).toBe('Lab order send back')
  expect(actionText('restart')).toBe('Restart')
})

test('only single things that have a page are links', () => {
  expect(pageOf({ entity: 'Pet', entityId: '7' })).toBe('/patients/7')
  expect(pageOf({ entity: 'Session', entityId: '7' })).toBeNull()
  expect(pageOf({ entity: 'Owner', entityId: '*' })).toBeNull()
})
