import { describe, expect, it } from 'vitest'
import { packedText, parseQuantity, plusQuantity, unitText } from './quantity'

describe('quantities at the shelf', () => {
  it('reads a point and a comma, to a thousandth', () => {
    expect(parseQuantity('2.5')).toBe(2.5)
    expect(parseQuantity(' 0,125 ')).toBe(0.125)
    expect(parseQuantity('0.0001')).toBeNull()
  })

  it('refuses nothing, less than nothing and words', () => {
    for (const text of ['', '0', '-3', 'ten', '1e3', '1.']) expect(parseQuantity(text)).toBeNull()
  })

  it('adds without the crumbs of binary fractions', () => {
    expect(plusQuantity(0.1, 0.2)).toBe(0.3)
    expect(plusQuantity(1, -1.001)).toBe(-0.001)
  })

  it('says one tablet, two tablets, two ml', () => {
    expect([unitText('tablet', 1), unitText('tablet', 2), unitText('ml', 2), unitText('box', 3)]).toEqual([
      'tablet',
      'tablets',
      'ml',
      'boxes',
    ])
  })

  it('says how many whole bottles there are and what is left over, exactly', () => {
    const suspension = { unit: 'ml', stockUnit: 'bottle', unitsPerStockUnit: 32.1 }
    expect(packedText(suspension, 64.2)).toBe('2 bottles')
    expect(packedText(suspension, 96.4)).toBe('3 bottles + 0.1 ml')
    expect(packedText(suspension, 5)).toBe('5 ml')
    expect(packedText({ ...suspension, stockUnit: null, unitsPerStockUnit: null }, 5)).toBe('')
  })
})
