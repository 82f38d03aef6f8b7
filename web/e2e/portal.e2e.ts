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

test('an owner tells in the portal that an animal has died, and the desk takes a mistake back', async () => {
  const desk = await signIn(browser, 'reception@demo.vet', { scheme: 'dark' })
  await desk.page.goto('/patients')
  const reports = desk.page.getByRole('region', { name: 'Deaths reported by owners' })
  await reports.getByRole('listitem').first().waitFor()
  await loaded(desk.page)
  await shoot(desk.page, 'patients-deaths-dark')

  const { page, context, problems } = await signIn(browser, 'owner@demo.vet', { size: phone })
  const card = page.getByRole('list', { name: 'Your animals' }).getByRole('heading').first()
  const name = (await card.innerText()).trim()
  await card.getByRole('link').click()
  await page.getByRole('button', { name: 'Tell us here' }).click()
  const dialog = page.getByRole('dialog', { name: `${name} has died` })
  await dialog.getByLabel('Anything you would like us to know').fill('Peacefully, at home.')
  expect(await violations(page)).toEqual([])
  await picture(page, 'portal-death')
  await dialog.getByRole('button', { name: 'Tell the hospital' }).click()
  await page.getByText('We are sorry for your loss').waitFor()
  await shoot(page, 'portal-condolence')
  expect(await violations(page)).toEqual([])
  expect(await overflow(page)).toBe(0)
  await page.getByRole('link', { name: 'Your animals' }).click()
  await page.getByRole('region', { name: 'In memory' }).getByRole('link', { name }).waitFor()
  await loaded(page)
  await shoot(page, 'portal-in-memory')

  const reported = reports.getByRole('listitem').filter({ has: desk.page.getByRole('link', { name }) })
  await reported.first().waitFor()
  await desk.page.emulateMedia({ colorScheme: 'light' })
  await picture(desk.page, 'patients-deaths')
  expect(await violations(desk.page)).toEqual([])
  await reported.first().getByRole('link', { name }).click()
  await desk.page.getByText(/The owner reported .* that/).waitFor()
  await loaded(desk.page)
  await shoot(desk.page, 'chart-death-reported')
  expect(await violations(desk.page)).toEqual([])
  await desk.page.getByRole('button', { name: `Undo the death of ${name}` }).click()
  await desk.page.getByText(`${name} is active again`).waitFor()
  expect(desk.problems).toEqual([])
  expect(problems).toEqual([])
  await closeAll(context, desk.context)
})
