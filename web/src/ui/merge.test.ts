import { describe, expect, it } from 'vitest'
import { bothTexts, mergeFields } from './merge'

const base = { phone: '1', email: 'a@x', notes: '' }

describe('MR3: a form that meets a newer version', () => {
  it('takes over what only the other desk changed', () => {
    const { merged, clashes, taken } = mergeFields(base, { ...base, phone: '2' }, { ...base, email: 'b@x' })
    expect(merged).toEqual({ phone: '2', email: 'b@x', notes: '' })
    expect(clashes).toEqual([])
    expect(taken).toEqual(['email'])
  })

  it('asks about what both changed, and keeps what was typed until somebody decides', () => {
    const { merged, clashes } = mergeFields(base, { ...base, phone: '2' }, { ...base, phone: '3' })
    expect(merged.phone).toBe('2')
    expect(clashes).toEqual([{ field: 'phone', mine: '2', theirs: '3' }])
  })

  it('does not ask when both typed the same', () => {
    expect(mergeFields(base, { ...base, phone: '2' }, { ...base, phone: '2' }).clashes).toEqual([])
  })

  it('compares lists by what is in them', () => {
    const chips = { numbers: ['1'] }
    expect(mergeFields(chips, { numbers: ['1'] }, { numbers: ['1'] }).taken).toEqual([])
    expect(mergeFields(chips, { numbers: ['1', '2'] }, { numbers: ['1', '3'] }).clashes).toHaveLength(1)
  })

  it('compares as the server stores: without blanks around a text, and with folded line ends', () => {
    const typed = { ...base, notes: 'Two lines\r\nof notes ' }
    const saved = { ...base, notes: 'Two lines\nof notes' }
    expect(mergeFields(base, typed, saved)).toMatchObject({ clashes: [], taken: [] })
    expect(mergeFields(base, { ...base, phone: '1 ' }, { ...base, phone: '2' }).taken).toEqual(['phone'])
  })

  it('puts two texts behind one another without repeating either', () => {
    expect(bothTexts('Theirs', 'Mine')).toBe('Theirs\n\nMine')
    expect(bothTexts('', 'Mine')).toBe('Mine')
    expect(bothTexts('Same and more', 'Same')).toBe('Same and more')
  })
})
