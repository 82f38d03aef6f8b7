// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, it } from 'vitest'
import type { Problem } from '../../ui/errors'
import { MicrochipFields } from './MicrochipFields'

afterEach(cleanup)

const problem: Problem = {
  code: 'BAD_USER_INPUT',
  message: 'This is no microchip.',
  field: 'microchips',
  requestId: null,
  extensions: {},
}

function Fields() {
  const [numbers, setNumbers] = useState(['12', '900000000000001'])
  return <MicrochipFields numbers={numbers} onChange={setNumbers} problem={problem} onKeep={() => {}} />
}

it('takes the error off a number that was corrected, and leaves it at the others', () => {
  render(<Fields />)
  const errors = () => screen.getAllByRole('textbox').map((field) => field.getAttribute('aria-invalid'))
  expect(errors()).toEqual(['true', 'true'])
  const [first] = screen.getAllByRole('textbox')
  fireEvent.change(first as HTMLElement, { target: { value: '123456789' } })
  expect(errors()).toEqual(['false', 'true'])
})
