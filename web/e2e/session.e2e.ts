import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { Hospital } from '../../gateway/src/testing/hospital.ts'
import { closeAll, shoot, signIn } from './browser.ts'

const renewed = (page: Page) =>
  page.waitForResponse(
    (response) =>
      response.request().postData()?.includes('RefreshSession') === true && response.status() === 200,
  )

/** Fills a field of a form, of which nothing may get lost. */
async function beginBooking(page: Page) {
  await page.getByRole('button', { name: 'New booking' }).first().click()
  const reason = page.getByRole('dialog').getByLabel('Reason for the visit')
  await reason.fill('Will not eat')
  return reason
}

const live = (page: Page) => page.getByText('Live', { exact: true }).first()

test('an access token is renewed before it runs out, unseen by whoever is typing', async () => {
  const { page, context, problems } = await signIn('reception@demo.vet')
  await context.clock.install()
  await page.reload()
  await live(page).waitFor()
  const reason = await beginBooking(page)
  const [answer] = await Promise.all([renewed(page), context.clock.fastForward('12:30')])
  expect(await answer.json()).toMatchObject({ data: { refreshSession: { accessToken: expect.any(String) } } })
  expect(await reason.inputValue()).toBe('Will not eat')
  expect(await page.getByText('Please sign in again').count()).toBe(0)
  expect(problems).toEqual([])
  await closeAll(context)
})

test('a question whose token the graph no longer takes is asked again with a new one', async () => {
  const { page, context } = await signIn('reception@demo.vet')
  await live(page).waitFor()
  let refused = 0
  // A computer that slept past its token's end sends what the graph refuses.
  await page.route('**/graphql', async (route) => {
    const headers = route.request().headers()
    const isStale = refused === 0 && headers['authorization'] !== undefined
    if (isStale) refused++
    await route.continue(isStale ? { headers: { ...headers, authorization: 'Bearer outlived' } } : {})
  })
  await Promise.all([renewed(page), page.getByRole('link', { name: 'Patients' }).first().click()])
  await page.getByRole('main').getByRole('link').first().waitFor()
  expect(refused).toBe(1)
  expect(await page.getByText('Please sign in again').count()).toBe(0)
  await closeAll(context)
})

test('a live connection that is closed at its token’s end comes back with a new token, and nothing typed is lost', async () => {
  const { page, context } = await signIn('reception@demo.vet')
  const tokens: string[] = []
  let expire = () => {}
  await page.routeWebSocket(/graphql/, (socket) => {
    const server = socket.connectToServer()
    expire = () => void socket.close({ code: 4403, reason: 'The access token has expired.' })
    socket.onMessage((message) => {
      const token = /Bearer ([^"]+)/.exec(String(message))?.[1]
      if (token) tokens.push(token)
      server.send(message)
    })
  })
  await page.reload()
  await live(page).waitFor()
  const reason = await beginBooking(page)
  const answer = renewed(page)
  expire()
  await answer
  await expect.poll(() => tokens.length, { timeout: 20_000 }).toBe(2)
  expect(tokens[1]).not.toBe(tokens[0])
  await page
    .getByText(/Back online|Live/)
    .first()
    .waitFor()
  expect(await reason.inputValue()).toBe('Will not eat')
  expect(await page.getByText('Please sign in again').count()).toBe(0)
  await shoot(page, 'renewed')
  await closeAll(context)
})

test('a hospital that answers its own apps’ operations only answers the portal, by their hashes', async () => {
  const hospital = await Hospital.start({ DATABASE_URL: '', OPERATIONS: 'registered' })
  const { web } = hospital.ready
  const sent: Array<{ query?: string; extensions?: { persistedQuery?: { sha256Hash: string } } }> = []
  const { page, context, problems } = await signIn('owner@demo.vet', { web })
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url() === `${web}/graphql`) sent.push(request.postDataJSON())
  })
  await page.reload()
  await live(page).waitFor()
  await page.getByRole('main').getByRole('heading').first().waitFor()
  expect(problems).toEqual([])
  expect(sent.length).toBeGreaterThan(0)
  for (const { query, extensions } of sent) {
    expect([query, extensions?.persistedQuery?.sha256Hash]).toEqual([
      undefined,
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ])
  }
  const unknown = await page.request.post('/graphql', { data: { query: '{ __typename }' } })
  expect(await unknown.json()).toMatchObject({
    errors: [{ extensions: { code: 'OPERATION_NOT_REGISTERED' } }],
  })
  await closeAll(context)
  await hospital.stop()
})
