// @vitest-environment jsdom
import { CombinedGraphQLErrors } from '@apollo/client/errors'
import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { problemOf } from '../../../ui/errors'
import { alternativesOf, isAboutTime } from '../conflict'
import { ConflictNotice } from './ConflictNotice'
import type { ChosenTime } from './slots'

afterEach(cleanup)

const refusal = (extensions: Record<string, unknown>) =>
  problemOf(
    new CombinedGraphQLErrors({ errors: [{ message: 'Dr Weiss is taken at that time.', extensions }] }),
  )

const taken = refusal({
  code: 'CONFLICT',
  field: 'startsAt',
  alternatives: [
    { startsAt: '2026-11-23T09:30:00Z', endsAt: '2026-11-23T10:00:00Z', vetId: 'v1', roomId: null },
    { startsAt: '2026-11-23T10:00:00Z', endsAt: '2026-11-23T10:30:00Z', vetId: 'v2', roomId: 'r1' },
  ],
})
const names: Record<string, string> = { v1: 'Dr Weiss', v2: 'Dr Nair' }

describe('a slot that somebody else took (AP1)', () => {
  it('says why and offers each alternative on the clock of the location as one click', async () => {
    const chosen: ChosenTime[] = []
    render(
      <ConflictNotice
        problem={taken}
        zone="Europe/Berlin"
        vetName={(id) => names[id] ?? ''}
        onChoose={(time) => chosen.push(time)}
      />,
    )
    expect(screen.getByRole('alert').textContent).toContain('Dr Weiss is taken at that time.')
    await userEvent.click(screen.getByRole('button', { name: '11:00 · Dr Nair' }))
    expect(chosen).toEqual([{ startsAt: '2026-11-23T10:00:00Z', vetId: 'v2', roomId: 'r1' }])
    expect(screen.getByRole('button', { name: '10:30 · Dr Weiss' })).toBeTruthy()
  })

  it('belongs beside the time field; other errors do not', () => {
    expect(isAboutTime(taken)).toBe(true)
    expect(isAboutTime(refusal({ code: 'BAD_USER_INPUT', field: 'startsAt' }))).toBe(true)
    expect(isAboutTime(refusal({ code: 'BAD_USER_INPUT', field: 'petId' }))).toBe(false)
    expect(isAboutTime(null)).toBe(false)
  })

  it('offers nothing when the server’s details are not what was agreed', () => {
    expect(alternativesOf(refusal({ code: 'CONFLICT', alternatives: 'soon' }))).toEqual([])
    expect(alternativesOf(refusal({ code: 'CONFLICT', alternatives: [{ startsAt: 9 }, null] }))).toEqual([])
  })
})
