import type { Active, Over } from '@dnd-kit/core'
import { expect, it } from 'vitest'
import { announcementsOf } from './announcements'

const active = {
  id: '01a226f2',
  data: {
    current: {
      appointment: {
        startsAt: '2026-11-23T10:00:00Z',
        pet: { name: 'Winnie', species: { name: 'Cat' }, owner: { name: 'Ann Byrne' } },
        vet: { name: 'Aoife Byrne' },
      },
    },
  },
} as unknown as Active
const over = { id: 'v2', data: { current: { column: { name: 'Conor Walsh' } } } } as unknown as Over

it('says the patient, the time and the vet of a visit that is dragged', () => {
  const landing = { startsAt: '2026-11-23T11:30:00Z', vet: { name: 'Conor Walsh' } }
  const say = announcementsOf('Europe/Dublin', landing)
  expect([
    say.onDragStart({ active }),
    say.onDragOver({ active, over }),
    say.onDragEnd({ active, over }),
    say.onDragCancel({ active, over: null }),
  ]).toEqual([
    'Winnie, cat of Ann Byrne, 10:00 with Aoife Byrne, is being moved.',
    'Over Conor Walsh.',
    'Winnie, cat of Ann Byrne is dropped at 11:30 with Conor Walsh.',
    'Winnie, cat of Ann Byrne stays at 10:00 with Aoife Byrne.',
  ])
})
