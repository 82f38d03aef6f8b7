import { describe, expect, it } from 'vitest'
import { fits, foundResults, matchedNumber } from './results'

describe('global search', () => {
  it('says which microchip or phone the digits belong to', () => {
    expect(matchedNumber('0981 06', ['276098106234567', '+49 30 555'])).toBe('276098106234567')
    expect(matchedNumber('030 555', ['+49 (30) 5550100'])).toBeUndefined()
    expect(matchedNumber('30 5550', ['+49 (30) 5550100'])).toBe('+49 (30) 5550100')
    expect(matchedNumber('Bella', ['276098106234567'])).toBeUndefined()
  })

  it('finds pages and actions by the beginnings of their words', () => {
    expect(fits('ne bo', 'New booking')).toBe(true)
    expect(fits('book', 'New booking')).toBe(true)
    expect(fits('ooking', 'New booking')).toBe(false)
  })

  it('does not offer a booking for a patient that cannot be booked (PT5)', () => {
    const pet = {
      id: 'p1',
      name: 'Rex',
      alerts: ['Bites'],
      photo: null,
      breed: null,
      species: { id: 's', name: 'Dog' },
      microchips: [],
      owner: { id: 'o', name: 'Ann Lee', phone: null },
    }
    const [patients] = foundResults('rex', {
      pets: {
        nodes: [
          { ...pet, status: 'DECEASED' },
          { ...pet, id: 'p2', status: 'ACTIVE' },
        ],
      },
    })
    expect(patients?.results.map(({ petId, note }) => [petId, note])).toEqual([
      [undefined, 'Deceased'],
      ['p2', undefined],
    ])
    expect(patients?.results[0]?.alerts).toEqual(['Bites'])
  })
})
