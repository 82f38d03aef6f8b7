// @vitest-environment jsdom
import { MockedProvider } from '@apollo/client/testing/react'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter, Route, Routes, useLocation } from 'react-router'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ViewerProvider } from '../../ui/viewer'
import { GlobalSearchDocument, type GlobalSearchQuery } from './search.gen'
import { SearchPalette } from './SearchPalette'

const viewer = {
  id: 'u1',
  name: 'Ann Lee',
  firstName: 'Ann',
  initials: 'AL',
  title: null,
  email: null,
  permissions: ['pet:read', 'owner:read', 'owner:write'],
}

const aPet = (id: string, name: string): NonNullable<GlobalSearchQuery['pets']>['nodes'][number] => ({
  id,
  name,
  status: 'ACTIVE',
  alerts: [],
  photo: null,
  species: { id: 's1', name: 'Dog' },
  breed: null,
  microchips: [],
  owner: { id: 'o1', name: 'Mo Roe', phone: null },
})

const answer = (search: string, names: string[], delay = 0) => ({
  request: { query: GlobalSearchDocument, variables: { search, pets: true, owners: true } },
  result: {
    data: { pets: { nodes: names.map((name) => aPet(name.toLowerCase(), name)) }, owners: { nodes: [] } },
  },
  delay,
})

const Path = () => <output>{useLocation().pathname}</output>

function show(mocks: ReturnType<typeof answer>[]) {
  render(
    <MockedProvider mocks={mocks}>
      <ViewerProvider value={viewer}>
        <MemoryRouter>
          <Routes>
            <Route path="*" element={<Path />} />
          </Routes>
          <SearchPalette
            typed=""
            places={[]}
            actions={[
              { label: 'New client', permission: 'owner:write', to: '/clients?new=1' },
              { label: 'New patient', permission: 'pet:write', to: '/patients?new=1' },
            ]}
            onClose={() => {}}
          />
        </MemoryRouter>
      </ViewerProvider>
    </MockedProvider>,
  )
  return screen.getByRole('combobox')
}

const active = (field: HTMLElement): string | null | undefined =>
  document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent

describe('the global search by keyboard', () => {
  // jsdom draws nothing, so it has no place to scroll to.
  beforeEach(() => void (Element.prototype.scrollIntoView = () => {}))
  afterEach(cleanup)

  it('offers only what the person may do', () => {
    show([])
    expect(screen.getByRole('option', { name: /New client/ })).toBeTruthy()
    expect(screen.queryByRole('option', { name: /New booking|New patient/ })).toBeNull()
  })

  it('moves through the results with the arrows, around the ends, and says how many there are', async () => {
    const field = show([answer('be', ['Bella', 'Benno'])])
    await userEvent.type(field, 'be')
    await waitFor(() => expect(active(field)).toContain('Bella'))
    await userEvent.keyboard('{ArrowDown}')
    expect(active(field)).toContain('Benno')
    await userEvent.keyboard('{ArrowDown}')
    expect(active(field)).toContain('Bella')
    await userEvent.keyboard('{ArrowUp}')
    expect(active(field)).toContain('Benno')
    expect(screen.getByRole('status').textContent).toBe('2 results')
    await userEvent.keyboard('{Enter}')
    expect(screen.getByText('/patients/benno')).toBeTruthy()
  })

  it('takes an Enter pressed too early as one for the answer, not for what still shows', async () => {
    const field = show([answer('be', ['Bella']), answer('be luna', ['Luna'], 150)])
    await userEvent.type(field, 'be')
    await waitFor(() => expect(active(field)).toContain('Bella'))
    await userEvent.type(field, ' luna{Enter}')
    expect(screen.getByText('/')).toBeTruthy()
    await waitFor(() => expect(screen.getByText('/patients/luna')).toBeTruthy())
  })
})
