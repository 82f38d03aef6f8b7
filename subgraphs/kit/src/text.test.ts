import { expect, test } from 'vitest'
import { maxNote, optionalText, requiredText } from './text.ts'

test.each(['', '  ', '\u200B\u200B', '\u2060 \uFEFF', '\u3164', '\u202E\u200D'])(
  '%j is an empty text',
  (text) => {
    expect(() => requiredText('name', text)).toThrow('This cannot be empty.')
  },
)

test.each(['a\0b', 'a\nb', 'a\u2028b', '\u001B[31mred', '\uD800'])('%j is no name', (text) => {
  expect(() => requiredText('name', text)).toThrow('This has characters that cannot be shown.')
  expect(() => optionalText('color', text)).toThrow('This has characters that cannot be shown.')
})

test.each(['Bella', 'Ó Súilleabháin', 'بيلا', '🐶👨‍👩‍👧‍👦', '<b>Rex</b>', "Robert'); drop table"])(
  '%j is a name',
  (text) => {
    expect(requiredText('name', ` ${text} `)).toBe(text)
  },
)

test.each([
  ['Bel\u202Ela', 'Bella'],
  ['\u2066Bella\u2069', 'Bella'],
  ['Be\u200Blla\u200E', 'Bella'],
  ['Be\u200Clla', 'Bella'],
  ['B\u00E9\u200Dlla\u200D', 'B\u00E9lla'],
  ['Bel\u00ADla\uFEFF', 'Bella'],
  ['\u202Emoc.elpmaxe@eil', 'moc.elpmaxe@eil'],
  ['علی\u200Cرضا', 'علی\u200Cرضا'],
  ['شرکت\u200C', 'شرکت'],
  ['क्\u200Dष', 'क्\u200Dष'],
  ['\u200F\u05E8\u05E7\u05E1', '\u05E8\u05E7\u05E1'],
  ['👩🏽\u200D⚕\uFE0F', '👩🏽\u200D⚕\uFE0F'],
  ['🐶\u200D', '🐶'],
])('%j is kept as %j: one name has one spelling', (text, kept) => {
  expect(requiredText('name', text)).toBe(kept)
  expect(optionalText('color', text)).toBe(kept)
})

test('invisible characters do not count towards the length', () => {
  expect(requiredText('postalCode', `${'\u200B'.repeat(50)}D08`, 20)).toBe('D08')
})

test('a note keeps the marks of right-to-left writing and loses overrides of its direction', () => {
  expect(optionalText('notes', 'a\u200Eb \u202Egnp.exe', maxNote)).toBe('a\u200Eb gnp.exe')
})

test('a note may have several lines', () => {
  expect(optionalText('notes', 'first\nsecond', maxNote)).toBe('first\nsecond')
  expect(() => optionalText('notes', 'a\0b', maxNote)).toThrow('cannot be shown')
})
