import { describe, expect, it } from 'vitest'
import { microchipHint, microchipNumber, microchipText } from './microchip'

describe('PT1: a microchip number while it is typed', () => {
  it('counts the digits that are still missing', () => {
    expect(microchipHint('276 098')).toEqual({ fine: false, text: '6 of 15 digits' })
  })

  it('reads the first three digits as a country or as a maker', () => {
    expect(microchipHint('276098106234567')?.text).toContain('276 is a country')
    expect(microchipHint('981 020 000 123 456')?.text).toContain('981 is a maker')
  })

  it('accepts old chips of nine or ten characters', () => {
    expect(microchipHint('4A1B2C3D4E')?.fine).toBe(true)
    expect(microchipHint('123456789')?.fine).toBe(true)
    expect(microchipHint('12345678')?.fine).toBe(false)
  })

  it('refuses what no chip carries, and stays silent about an empty field', () => {
    expect(microchipHint('2760981062345678')?.fine).toBe(false)
    expect(microchipHint(' - ')).toBeNull()
  })

  it('is stored without blanks and read out in threes', () => {
    expect(microchipNumber('276-098.106 234 567')).toBe('276098106234567')
    expect(microchipText('276098106234567')).toBe('276 098 106 234 567')
    expect(microchipText('4A1B2C3D4E')).toBe('4A1B2C3D4E')
  })
})
