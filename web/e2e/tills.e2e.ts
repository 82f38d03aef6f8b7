import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  closeAll,
  loaded,
  openBrowser,
  overflow,
  phone,
  picture,
  shoot,
  signIn,
  violations,
} from './browser.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('B15: the desk counts its till while trade goes on, explains a difference and prints the sheet', async () => {
  const { context, page, problems } = await signIn(browser, 'reception@demo.vet')
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  await page.goto(`/end-of-day?day=${yesterday}`)
  const tills = page.getByRole('region', { name: 'Tills' })
  await tills.getByText('Front desk').waitFor()
  await loaded(page)
  await picture(page, 'tills-end-of-day')
  expect(await violations(page)).toEqual([])

  await tills.getByRole('button', { name: 'Count' }).click()
  const start = page.getByRole('dialog', { name: 'Count Front desk' })
  await start.getByLabel(/^Cash in the next drawer/).fill('150')
  await start.getByRole('button', { name: 'Start count' }).click()
  const count = page.getByRole('dialog', { name: 'Count and close Front desk' })
  await count.getByLabel('Pieces of €50.00', { exact: true }).fill('4')
  await count
    .getByText('Missing')
    .or(count.getByText('Too much'))
    .or(count.getByText('Expected'))
    .first()
    .waitFor()
  await count.getByLabel('Pieces of €0.01', { exact: true }).fill('3')
  await count.getByLabel(/^Reason of the difference/).fill('Change given wrongly')
  await count.getByLabel(/^To the bank/).fill('50')
  await count.getByLabel('Paying-in slip').fill('Bag 17')
  await picture(page, 'tills-count')
  expect(await violations(page)).toEqual([])
  await count.getByRole('button', { name: 'Close till' }).click()
  await count.waitFor({ state: 'hidden' })
  await page.getByRole('table', { name: 'Counts' }).getByText('Change given wrongly').first().waitFor()
  // The next drawer is open meanwhile.
  await tills.getByText('€150.00').first().waitFor()
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Day’s sheet' }).click(),
  ])
  expect(saved.suggestedFilename()).toMatch(/^day-.+\.pdf$/)
  expect(problems).toEqual([])
  await closeAll(context)
})

test('the end of the day fits a phone in the dark, and the administrator keeps the tills', async () => {
  const desk = await signIn(browser, 'admin@demo.vet', { size: phone, scheme: 'dark', at: '/end-of-day' })
  const { page } = desk
  await page.getByRole('region', { name: 'Tills' }).getByText('Front desk').waitFor()
  await loaded(page)
  await shoot(page, 'tills-phone')
  expect(await overflow(page)).toBe(0)
  expect(await violations(page)).toEqual([])
  await page.goto('/admin/tills')
  await page.getByRole('button', { name: 'New till' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Pharmacy')
  await dialog.getByRole('button', { name: 'Add till' }).click()
  await page.getByRole('list', { name: 'Tills' }).getByText('Pharmacy').waitFor()
  await loaded(page)
  await shoot(page, 'tills-admin-phone')
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Retire Pharmacy' }).click()
  await page.getByText('Pharmacy is retired.').waitFor()
  expect(desk.problems).toEqual([])
  await closeAll(desk.context)
})

test('B15: the administrator locks the books through a day, and opens them again with a reason', async () => {
  const { context, page, problems } = await signIn(browser, 'admin@demo.vet', { at: '/admin/bookkeeping' })
  const status = page.getByRole('status').filter({ hasText: 'The books are locked through' })
  await status.waitFor()
  const before = await status.textContent()
  await page.getByRole('button', { name: 'Lock a period' }).click()
  const lock = page.getByRole('dialog', { name: /^Lock the books/ })
  await picture(page, 'bookkeeping-lock')
  expect(await violations(page)).toEqual([])
  await lock.getByRole('button', { name: 'Lock', exact: true }).click()
  await lock.waitFor({ state: 'hidden' })
  await expect.poll(() => status.textContent()).not.toBe(before)
  await page.getByRole('button', { name: 'Open again' }).click()
  const unlock = page.getByRole('dialog', { name: 'Open a locked period' })
  await unlock.getByLabel('Reason').fill('A transfer was found late')
  await unlock.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByText('No day is locked').waitFor()
  expect(problems).toEqual([])
  await closeAll(context)
})
