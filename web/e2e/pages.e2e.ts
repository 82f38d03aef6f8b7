import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import {
  closeAll,
  desk,
  loaded,
  browser,
  overflow,
  phone,
  picture,
  shoot,
  signIn,
  violations,
  webOfWorker,
} from './browser.ts'

/** Waits until the page stands and nothing is loading any more. */
const settled = async (page: Page) => {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await loaded(page)
}

const pages = [
  ['today', '/'],
  ['clients', '/clients'],
  ['patients', '/patients'],
  ['invoices', '/invoices'],
  ['stock', '/stock'],
  ['nothing', '/no-such-page'],
] as const

describe.each([
  ['desk-light', { size: desk, scheme: 'light' }],
  ['phone-dark', { size: phone, scheme: 'dark' }],
] as const)('%s', (name, look) => {
  test('every page is accessible and fits', async () => {
    const { page, context, problems } = await signIn('vet@demo.vet', look)
    const found: string[] = []
    const inspect = async (label: string) => {
      await settled(page)
      await shoot(page, `${name}-${label}`)
      found.push(...(await violations(page)).map((violation) => `${label}: ${violation}`))
      if ((await overflow(page)) > 0)
        found.push(`${label}: the page scrolls sideways by ${await overflow(page)} px`)
    }
    for (const [label, path] of pages) {
      await page.goto(path)
      await inspect(label)
    }
    await page.goto('/clients')
    await page.getByRole('main').getByRole('link').first().click()
    await page.waitForURL(/clients\/./)
    await inspect('client')
    await page.goto('/patients')
    await page.getByRole('main').getByRole('link').first().click()
    await page.waitForURL(/patients\/./)
    await inspect('chart')
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('bel')
    await page.getByRole('option').first().waitFor()
    await inspect('search')
    await page.goto('/')
    await settled(page)
    await page.keyboard.press('n')
    await page.getByRole('dialog', { name: 'New booking' }).waitFor()
    await inspect('new-booking')
    expect(found).toEqual([])
    expect(problems).toEqual([])
    await closeAll(context)
  })
})

test('the sign-in page is accessible, and a wrong password says so without a hint', async () => {
  const context = await browser.newContext({ viewport: desk, baseURL: webOfWorker() })
  const page = await context.newPage()
  await page.goto('/')
  await page.getByLabel('E-mail').fill('nobody@demo.vet')
  await page.getByLabel('Password', { exact: true }).fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').waitFor()
  await shoot(page, 'sign-in')
  expect(await violations(page)).toEqual([])
  await closeAll(context)
})

test('the search palette is reached and left by keyboard, and finds a misspelt patient', async () => {
  const { page, context } = await signIn('reception@demo.vet')
  // Typed at once: the palette may still be on its way.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('bela')
  await page.getByRole('option', { name: /Bella/ }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/patients\/./)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await closeAll(context)
})

test('the dashboard is one request, each figure opens its list, and follows what another desk does', async () => {
  const office = await signIn('admin@demo.vet', { at: '/no-such-page' })
  const { page, problems } = office
  const asked: string[] = []
  page.on('request', (request) => {
    const { operationName = '' } = request.url().endsWith('/graphql')
      ? ((request.postDataJSON() ?? {}) as { operationName?: string })
      : {}
    if (operationName.startsWith('Dashboard')) asked.push(operationName)
  })
  await page.keyboard.press('d')
  await page.waitForURL('**/dashboard')
  await settled(page)
  expect(asked).toEqual(['DashboardPage'])

  const figure = (label: string) => page.getByRole('main').getByRole('link', { name: label })
  const numberOf = async (label: string) => Number(/(\d+)\D*$/.exec(await figure(label).innerText())![1])
  const expected = await numberOf('Expected today')
  const reception = await signIn('reception@demo.vet', { at: '/flow' })
  const first = reception.page
    .getByRole('region', { name: /^Expected/ })
    .getByRole('button')
    .first()
  await first.focus()
  await reception.page.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => numberOf('Expected today'), { timeout: 10_000 }).toBe(expected - 1)
  expect(new Set(asked.slice(1))).toEqual(new Set(['DashboardScheduling']))

  const low = await numberOf('Stock running low')
  await figure('Stock running low').click()
  await page.getByText(`${low} ${low === 1 ? 'item' : 'items'}`).waitFor()

  // What was done reaches the audit log by an event.
  const lately = async () => {
    await page.goto('/dashboard')
    await settled(page)
    return page.getByRole('region', { name: 'Lately' }).getByText('Appointment checked in: ').count()
  }
  await expect.poll(lately, { timeout: 20_000 }).toBeGreaterThan(0)
  await picture(page, 'dashboard')
  expect(await violations(page)).toEqual([])
  expect(problems).toEqual([])

  const small = await signIn('vet@demo.vet', { size: phone, scheme: 'dark', at: '/dashboard' })
  await settled(small.page)
  await small.page.getByRole('link', { name: 'Drafts to sign' }).waitFor()
  expect(await small.page.getByText('Revenue today').count()).toBe(0)
  await shoot(small.page, 'dashboard-phone')
  expect(await overflow(small.page)).toBe(0)
  expect(await violations(small.page)).toEqual([])
  await closeAll(office.context, reception.context, small.context)
})
