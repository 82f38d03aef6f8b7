import { describe, expect, it } from 'vitest'
import { lanesOf } from './lanes'

const visit = (id: string, from: string, to: string) => ({
  id,
  startsAt: `2026-11-23T${from}:00Z`,
  endsAt: `2026-11-23T${to}:00Z`,
})

const lanes = (...visits: ReturnType<typeof visit>[]) => Object.fromEntries(lanesOf(visits))

describe('appointments of one column', () => {
  it('that only touch take the whole width one after the other', () => {
    expect(lanes(visit('a', '10:00', '10:30'), visit('b', '10:30', '11:00'))).toEqual({
      a: { index: 0, count: 1 },
      b: { index: 0, count: 1 },
    })
  })

  it('that overlap stand side by side', () => {
    expect(lanes(visit('b', '10:15', '10:45'), visit('a', '10:00', '10:30'))).toEqual({
      a: { index: 0, count: 2 },
      b: { index: 1, count: 2 },
    })
  })

  it('reuse a lane that is free again, and a later group starts anew', () => {
    expect(
      lanes(
        visit('long', '10:00', '12:00'),
        visit('first', '10:00', '10:30'),
        visit('second', '10:30', '11:00'),
        visit('later', '13:00', '13:30'),
      ),
    ).toEqual({
      long: { index: 0, count: 2 },
      first: { index: 1, count: 2 },
      second: { index: 1, count: 2 },
      later: { index: 0, count: 1 },
    })
  })
})
