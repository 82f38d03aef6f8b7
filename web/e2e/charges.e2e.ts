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

test('B13: the desk charges what was forgotten, waives the rest with a reason, and sees it on the draft at the checkout', async () => {
  const desk = await signIn(browser, 'reception@demo.vet', { at: '/unbilled' })
  const { page } = desk
  const table = page.getByRole('table', { name: 'Not charged' })
  const charges = table.getByRole('button', { name: /^Charge / })
  await charges.first().waitFor()
  await loaded(page)
  await picture(page, 'unbilled')
  expect(await violations(page)).toEqual([])
  const count = await charges.count()
  await charges.first().click()
  await page.getByText(/is on the draft\.$/).waitFor()
  await expect.poll(() => charges.count()).toBe(count - 1)
  await table
    .getByRole('button', { name: /^No charge for / })
    .first()
    .click()
  const why = page.getByRole('dialog', { name: /^No charge for / })
  await why.getByText('Goodwill').click()
  await picture(page, 'unbilled-waive')
  await why.getByRole('button', { name: 'Do not charge' }).click()
  await why.waitFor({ state: 'hidden' })

  await page.goto('/invoices?status=DRAFT')
  const links = page.locator('main a[href^="/invoices/"]')
  await links.first().waitFor()
  const drafts = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')!))
  const list = page.getByRole('list', { name: 'Not charged yet' })
  for (const href of drafts) {
    await page.goto(href)
    await page.getByRole('button', { name: 'Finalise' }).waitFor()
    await loaded(page)
    if (await list.isVisible()) break
  }
  await picture(page, 'invoice-unbilled')
  expect(await violations(page)).toEqual([])
  await list
    .getByRole('button', { name: /^Charge / })
    .first()
    .click()
  const lines = page.getByRole('list', { name: 'Lines' })
  await expect.poll(() => lines.getByRole('listitem').count()).toBe(2)
  expect(desk.problems).toEqual([])

  const small = await signIn(browser, 'vet@demo.vet', { size: phone, scheme: 'dark', at: '/unbilled' })
  await small.page.getByRole('heading', { name: 'Not charged' }).waitFor()
  await loaded(small.page)
  await shoot(small.page, 'unbilled-phone')
  expect(await violations(small.page)).toEqual([])
  expect(await overflow(small.page)).toBeLessThanOrEqual(0)
  await closeAll(desk.context, small.context)
})

test('B11: the desk sends an overdue invoice again, reminds of it, and marks it as disputed', async () => {
  const desk = await signIn(browser, 'reception@demo.vet', { at: '/overdue' })
  const { page } = desk
  const links = page.locator('main a[href^="/invoices/"]')
  await links.first().waitFor()
  await page.goto((await links.first().getAttribute('href'))!)
  const letters = page.getByRole('region', { name: 'Letters' })
  await letters.getByRole('button', { name: /^Send (again|by e-mail)$/ }).click()
  await page.getByText(/^The invoice is on its way to /).waitFor()
  await letters.getByRole('button', { name: 'Send again' }).waitFor()
  await loaded(page)
  await letters.scrollIntoViewIfNeeded()
  await picture(page, 'invoice-letters')
  expect(await violations(page)).toEqual([])
  await letters.getByRole('button', { name: 'Mark as disputed' }).click()
  const why = page.getByRole('dialog', { name: 'Mark as disputed?' })
  await why.getByLabel('Reason').fill('Says it was included')
  await why.getByRole('button', { name: 'Mark as disputed' }).click()
  await letters.getByText('Says it was included').waitFor()
  expect(await letters.getByRole('button', { name: 'Send reminder' }).count()).toBe(0)
  await letters.getByRole('button', { name: 'Settle the dispute' }).click()
  await letters.getByText('Says it was included').waitFor({ state: 'hidden' })
  expect(desk.problems).toEqual([])
  await desk.context.close()

  const office = await signIn(browser, 'admin@demo.vet', { size: phone, scheme: 'dark', at: '/admin/prices' })
  await office.page.getByRole('button', { name: 'Set payment terms' }).click()
  const dialog = office.page.getByRole('dialog', { name: /^Payment terms at / })
  await dialog.getByRole('textbox', { name: 'Days', exact: true }).fill('30')
  await office.page.keyboard.press('Enter')
  await office.page.getByText('Invoices are due 30 days after they are finalised.').waitFor()
  await shoot(office.page, 'payment-terms-phone')
  expect(await overflow(office.page)).toBeLessThanOrEqual(0)
  expect(office.problems).toEqual([])
  await office.context.close()
})
