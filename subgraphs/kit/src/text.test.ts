import { expect, test } from 'vitest'
import { longestNote, optionalText, requiredText } from './text.ts'

test.each(['', '  ', '\u200B\u200B', '\u2060 \uFEFF'])('%j is nothing', (text) => {
  expect(() => requiredText('name', text)).toThrow('This cannot be empty.')
})

test.each(['a\0b', 'a\nb', '\u001B[31mred', 'Bel\u202Ela', '\uD800'])('%j is no name', (text) => {
  expect(() => requiredText('name', text)).toThrow('This has characters that cannot be shown.')
  expect(() => optionalText('color', text)).toThrow('This has characters that cannot be shown.')
})

test.each(['Bella', 'Ó Súilleabháin', 'بيلا', '🐶👨‍👩‍👧‍👦', '<b>Rex</b>', "Robert'); drop table"])(
  '%j is a name',
  (text) => {
    expect(requiredText('name', ` ${text} `)).toBe(text)
  },
)

test('a note may have several lines', () => {
  expect(optionalText('notes', 'first\nsecond', longestNote)).toBe('first\nsecond')
  expect(() => optionalText('notes', 'a\0b', longestNote)).toThrow('cannot be shown')
})
