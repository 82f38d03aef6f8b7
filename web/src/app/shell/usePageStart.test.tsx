// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router'
import { afterEach, expect, it } from 'vitest'
import { usePageStart } from './usePageStart'

afterEach(cleanup)

function Frame() {
  return (
    <main ref={usePageStart()} tabIndex={-1}>
      <Outlet />
    </main>
  )
}

it('begins another page at its top with the keyboard in it, and finds the last one where it was left', async () => {
  const router = createMemoryRouter(
    [
      {
        path: '/',
        Component: Frame,
        children: [
          { path: 'clients', element: <p>Clients</p> },
          { path: 'clients/:id', element: <p>Client</p> },
        ],
      },
    ],
    { initialEntries: ['/clients'] },
  )
  render(<RouterProvider router={router} />)
  const main = screen.getByRole('main')
  main.scrollTop = 700
  main.dispatchEvent(new Event('scroll'))

  await act(() => router.navigate('/clients/1'))
  expect(main.scrollTop).toBe(0)
  expect(document.activeElement).toBe(main)
  await act(() => router.navigate(-1))
  expect(screen.getByText('Clients')).toBeTruthy()
  expect(main.scrollTop).toBe(700)
})
