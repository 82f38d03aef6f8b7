import { expect, it } from 'vitest'
import { byPriority } from './stages'

const arrived = (at: string, level?: 'RED' | 'GREEN' | 'BLUE') => ({
  arrivedAt: `2026-03-16T${at}:00Z`,
  startsAt: `2026-03-16T${at}:00Z`,
  triage: level ? { level, note: null, seeBy: null } : null,
})

it('has those to be seen first on top: by level, untriaged as standard, then by arrival (AP14)', () => {
  const [blue, untriaged, green, red] = [
    arrived('09:00', 'BLUE'),
    arrived('09:10'),
    arrived('09:20', 'GREEN'),
    arrived('09:30', 'RED'),
  ]
  expect([blue, untriaged, green, red].sort(byPriority)).toEqual([red, untriaged, green, blue])
})
