// @vitest-environment jsdom
import { MockedProvider } from '@apollo/client/testing/react'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, it } from 'vitest'
import { type PetPicker_petFragment, PetPickerDocument } from './booking.gen'
import { PetPicker } from './PetPicker'

afterEach(cleanup)

const winnie = (id: string, species: string, owner: string) => ({
  __typename: 'Pet',
  id,
  name: 'Winnie',
  alerts: [],
  species: { id: species, name: species },
  breed: { id: 'b1', name: 'Mixed' },
  owner: { id: owner, name: owner, phone: null },
})

const answer = (search: string, pets: ReturnType<typeof winnie>[], delay = 0) => ({
  request: { query: PetPickerDocument, variables: { search } },
  result: { data: { pets: { nodes: pets } } },
  delay,
})

function Picker() {
  const [pet, setPet] = useState<PetPicker_petFragment | null>(null)
  return (
    <>
      <PetPicker value={pet} onChange={setPet} />
      <p data-testid="chosen">{pet?.id}</p>
    </>
  )
}

function show(...mocks: ReturnType<typeof answer>[]) {
  render(
    <MockedProvider mocks={mocks}>
      <Picker />
    </MockedProvider>,
  )
  const field = screen.getByRole('combobox')
  act(() => field.focus())
  return field
}

const cat = winnie('cat', 'Cat', 'Ann Byrne')
const dog = winnie('dog', 'Dog', 'Mo Roe')

it('names owner and species of every choice, and Enter chooses the first', async () => {
  const field = show(answer('winnie', [cat, dog]))
  fireEvent.change(field, { target: { value: 'winnie' } })
  const options = await screen.findAllByRole('option')
  expect(options.map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('Ann Byrne · Cat'),
    expect.stringContaining('Mo Roe · Dog'),
  ])
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(screen.getByTestId('chosen').textContent).toBe('cat')
  expect(field).toHaveProperty('value', 'Winnie, cat of Ann Byrne')
})

it('does not choose with Enter from what was found for fewer letters', async () => {
  const field = show(answer('winnie', [cat]), answer('winnie roe', [dog]))
  fireEvent.change(field, { target: { value: 'winnie' } })
  await screen.findByRole('option')
  fireEvent.change(field, { target: { value: 'winnie roe' } })
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(screen.getByTestId('chosen').textContent).toBe('')
  await screen.findByRole('option', { name: /Mo Roe/ })
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(screen.getByTestId('chosen').textContent).toBe('dog')
})
