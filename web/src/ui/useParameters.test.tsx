// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { expect, test } from 'vitest'
import { useParameters } from './useParameters'

test('two changes of the address in one moment both hold, and what they do not name stays', () => {
  const { result } = renderHook(() => useParameters(), {
    wrapper: ({ children }) => <MemoryRouter initialEntries={['/?at=all&by=DAY']}>{children}</MemoryRouter>,
  })
  const { change } = result.current
  act(() => {
    change({ by: 'VET' })
    change({ compare: 'YEAR_BEFORE' })
  })
  expect(result.current.params.toString()).toBe('at=all&by=VET&compare=YEAR_BEFORE')
  act(() => result.current.change({ by: null, compare: '' }))
  expect(result.current.params.toString()).toBe('at=all')
})
