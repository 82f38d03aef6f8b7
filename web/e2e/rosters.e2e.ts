import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeAll, loaded, openBrowser, overflow, phone, picture, signIn, violations } from './browser.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('an administrator adds an appointment type with buffers and rules for online booking', async () => {
  const { page, context, problems } = await signIn(browser, 'admin@demo.vet')
  await page.goto('/admin/appointment-types')
  await loaded(page)
  await picture(page, 'appointment-types')
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'New type' }).click()
  const dialog = page.getByRole('dialog', { name: 'New appointment type' })
  await dialog.getByLabel('Name').fill('Ultrasound')
  await dialog.getByRole('textbox', { name: 'Minutes', exact: true }).fill('7')
  await dialog.getByLabel('Cleaning, minutes').fill('10')
  await dialog.getByLabel('Rabbit').fill('20')
  await dialog.getByLabel('Who books it online').click()
  await page.getByRole('option', { name: 'Clients with an account' }).click()
  await dialog.getByLabel('Most a day').fill('4')
  await page.keyboard.press('Enter')
  await dialog.getByText('A visit takes 5 to 480 minutes').waitFor()
  await dialog.getByRole('textbox', { name: 'Minutes', exact: true }).fill('40')
  await picture(page, 'appointment-type')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('textbox', { name: 'Minutes', exact: true }).press('Enter')
  await page.getByText('Ultrasound can be booked now.').waitFor()
  await page.getByText('Clients · 24 h notice · 90 days ahead · 4 a day').waitFor()
  expect(problems).toEqual([])

  const small = await signIn(browser, 'admin@demo.vet', { size: phone, scheme: 'dark' })
  await small.page.goto('/admin/appointment-types')
  await loaded(small.page)
  await picture(small.page, 'appointment-types-phone')
  expect(await violations(small.page)).toEqual([])
  expect(await overflow(small.page)).toBeLessThanOrEqual(0)
  await closeAll(context, small.context)
})
