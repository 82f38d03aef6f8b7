// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { RouteError } from './RouteError'

beforeEach(() => {
  document.head.innerHTML = '<script type="module" src="/assets/index-1.js"></script>'
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const served = (entry: string) => async () =>
  new Response(`<script type="module" src="/assets/${entry}"></script>`)

async function openPage(error: Error, server: () => Promise<Response>) {
  vi.spyOn(globalThis, 'fetch').mockImplementation(server)
  const router = createMemoryRouter([
    {
      path: '/',
      element: (
        <>
          <nav />
          <Outlet />
        </>
      ),
      HydrateFallback: () => null,
      children: [
        {
          ErrorBoundary: RouteError,
          children: [
            { index: true, element: <p>Today</p> },
            { path: 'clients', lazy: () => Promise.reject(error) },
          ],
        },
      ],
    },
  ])
  render(<RouterProvider router={router} />)
  await act(() => router.navigate('/clients'))
  expect(screen.getByRole('navigation')).toBeTruthy()
  return (await screen.findByRole('alert')).textContent
}

const notLoaded = new TypeError(
  'Failed to fetch dynamically imported module: http://x/assets/OwnersPage-1.js',
)
const offline = () => Promise.reject(new TypeError('Failed to fetch'))

it('after a release says that Vetgraph was updated, with the shell around it', async () => {
  expect(await openPage(notLoaded, served('index-2.js'))).toMatch(/Vetgraph was updated.*Reload$/)
})

it('offers a retry when the server cannot be reached, and when it answers with the same release', async () => {
  expect(await openPage(notLoaded, offline)).toMatch(/cannot be reached.*Try again$/)
  cleanup()
  expect(await openPage(notLoaded, served('index-1.js'))).toMatch(/could not be loaded.*Try again$/)
})

it('knows the failure in the words of every browser, and in those of a style sheet', async () => {
  for (const words of [
    'error loading dynamically imported module: http://x/a.js',
    'Importing a module script failed.',
    'Unable to preload CSS for /assets/a.css',
  ]) {
    expect(await openPage(new Error(words), served('index-2.js'))).toMatch(/Vetgraph was updated/)
    cleanup()
  }
})

it('does not call a mistake of the page an update or a lost connection', async () => {
  const mistake = new TypeError("Cannot read properties of undefined (reading 'name')")
  expect(await openPage(mistake, served('index-2.js'))).toMatch(/^That did not work/)
})
