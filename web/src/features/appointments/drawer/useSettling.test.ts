// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useSettling } from './useSettling'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

it('ends half a second after the last step, also when that was taken in the moment in which the one before ended', () => {
  const { result } = renderHook(useSettling)
  const settle = () => result.current[1]()
  act(settle)
  expect(result.current[0]).toBe(true)
  // Both changes reach React together.
  act(() => {
    vi.advanceTimersByTime(500)
    settle()
  })
  expect(result.current[0]).toBe(true)
  act(() => void vi.advanceTimersByTime(499))
  expect(result.current[0]).toBe(true)
  act(() => void vi.advanceTimersByTime(1))
  expect(result.current[0]).toBe(false)
})
