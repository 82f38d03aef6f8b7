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
  typeDate,
  violations,
} from './browser.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('a vet keeps the problems of a patient by keyboard, and a colleague sees them change', async () => {
  const vet = await signIn(browser, 'vet@demo.vet', { at: '/patients' })
  const { page } = vet
  const chart = (await page.getByRole('table').getByRole('link').first().getAttribute('href'))!
  await page.goto(chart)
  const other = await signIn(browser, 'admin@demo.vet', { size: phone, scheme: 'dark', at: chart })
  await other.page.getByRole('heading', { name: 'Problems' }).waitFor()
  await loaded(other.page)

  const dialog = page.getByRole('dialog', { name: /^Problem of/ })
  const add = page.getByRole('button', { name: 'Add problem' })
  await add.click()
  await page.keyboard.press('Enter')
  await dialog.getByText('Say the problem.').waitFor()
  await dialog.getByLabel('Problem').fill('tooth')
  await page.getByRole('option', { name: 'Tooth fracture (ORL-2)' }).click()
  await typeDate(dialog, 'Since', '2026-03-01')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await add.click()
  await dialog.getByLabel('Problem').fill('Drinks a lot in summer')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  const list = page.getByRole('table', { name: 'Problems' })
  await list.getByText('ORL-2').waitFor()
  const elsewhere = other.page.getByRole('list', { name: 'Problems', exact: true })
  await elsewhere.getByText('Drinks a lot in summer').waitFor()

  await list.getByRole('button', { name: 'Resolve Tooth fracture' }).click()
  await list.getByRole('button', { name: 'Resolve Tooth fracture' }).waitFor({ state: 'hidden' })
  await list.getByRole('button', { name: 'Reopen Tooth fracture' }).click()
  const active = page.getByRole('list', { name: 'Active problems' })
  await active.getByText('Tooth fracture').waitFor()
  await shoot(page, 'chart-banner')
  await list.getByRole('button', { name: 'Resolve Tooth fracture' }).click()
  await active.getByText('Tooth fracture').waitFor({ state: 'hidden' })
  await page.locator('#problems').scrollIntoViewIfNeeded()
  await loaded(page)
  await picture(page, 'chart-problems')
  expect(await violations(page)).toEqual([])
  await list.getByRole('button', { name: 'Retract Drinks a lot in summer' }).click()
  const retract = page.getByRole('dialog', { name: /^Retract/ })
  await retract.getByLabel('Reason').fill('The other dog')
  await retract.getByRole('button', { name: 'Retract' }).click()
  await retract.waitFor({ state: 'hidden' })
  await list.getByText('Drinks a lot in summer').waitFor({ state: 'hidden' })

  await elsewhere.getByText('Drinks a lot in summer').waitFor({ state: 'hidden' })
  await other.page.locator('#problems').scrollIntoViewIfNeeded()
  await shoot(other.page, 'problems-phone')
  expect(await violations(other.page)).toEqual([])
  expect(await overflow(other.page)).toBe(0)
  await closeAll(vet.context, other.context)
  expect([...vet.problems, ...other.problems]).toEqual([])
})
