// @vitest-environment jsdom
import { DndContext } from '@dnd-kit/core'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { BoardColumn } from './BoardColumn'
import { timeAxis } from './timeAxis'

afterEach(cleanup)

const zone = 'Europe/Dublin'
const vet = { id: 'v1', name: 'Aoife Byrne' }
const column = { ...vet, vet, shifts: [], holds: () => true }

function board() {
  const booked: string[] = []
  render(
    <DndContext>
      <div data-testid="around">
        <BoardColumn
          column={column}
          axis={timeAxis('2026-11-23T08:00:00Z', '2026-11-23T18:00:00Z', zone, 1)}
          zone={zone}
          open={[]}
          appointments={[]}
          fresh={new Set()}
          landing={null}
          dragging={false}
          onOpen={() => {}}
          onBook={(startsAt) => booked.push(startsAt)}
        />
      </div>
    </DndContext>,
  )
  return { booked, place: screen.getByTestId('around').firstElementChild as HTMLElement }
}

it('books where an empty place is clicked', () => {
  const { booked, place } = board()
  fireEvent.mouseDown(place, { clientY: 132 })
  fireEvent.click(place, { clientY: 132 })
  expect(booked).toEqual(['2026-11-23T10:00:00.000Z'])
})

it('books nothing where a drag that was given up with Escape lets go', () => {
  const { booked, place } = board()
  fireEvent.click(place, { clientY: 132 })
  expect(booked).toEqual([])
})
