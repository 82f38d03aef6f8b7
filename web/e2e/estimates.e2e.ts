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

test('B12: an estimate is written, sent, signed on the screen and becomes an invoice, which warns when it passes it', async () => {
  const { page, context } = await signIn(browser, 'reception@demo.vet', { at: '/clients' })
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByRole('button', { name: 'New estimate' }).click()
  const panel = page.getByRole('dialog', { name: /^Estimate/ })
  await panel.getByText('There is nothing on it yet.').waitFor()
  await page.keyboard.press('Control+E')
  const editor = page.getByRole('dialog', { name: 'Edit estimate' })
  await editor.getByLabel('What it is for').fill('Dental treatment')
  const picker = editor.getByLabel('Add a line')
  await picker.fill('blood')
  await page.getByRole('option', { name: /^Blood count/ }).waitFor()
  await page.keyboard.press('Enter')
  await picker.fill('Tooth extraction')
  await page.getByRole('option', { name: /as a free line/ }).waitFor()
  await page.keyboard.press('Enter')
  const line = editor.getByRole('group', { name: 'Line 2: Tooth extraction' })
  await line.getByLabel('At least').fill('1')
  await line.getByLabel('At most').fill('4')
  await line.getByLabel('Price with tax').fill('45')
  expect(await violations(page)).toEqual([])
  await picture(page, 'estimate-edit')
  await editor.getByRole('button', { name: 'Save' }).click()
  await editor.waitFor({ state: 'hidden' })
  await panel.getByText('1 to 4 ×').waitFor()
  await panel.getByRole('button', { name: 'Send to the portal' }).click()
  await panel.getByText('Sent', { exact: true }).waitFor()
  await picture(page, 'estimate-sent')

  await panel.getByRole('button', { name: 'Sign' }).click()
  const answer = page.getByRole('dialog', { name: 'Answer the estimate' })
  await answer.getByRole('button', { name: 'Accept' }).click()
  await answer.getByText('The client signs here.').waitFor()
  const box = (await answer.getByRole('img', { name: 'Sign here' }).boundingBox())!
  await page.mouse.move(box.x + 30, box.y + 90)
  await page.mouse.down()
  for (let step = 1; step <= 12; step += 1)
    await page.mouse.move(box.x + 30 + step * 14, box.y + 80 + (step % 2 === 0 ? 30 : -30))
  await page.mouse.up()
  expect(await violations(page)).toEqual([])
  await picture(page, 'estimate-sign')
  await answer.getByRole('button', { name: 'Accept' }).click()
  await answer.waitFor({ state: 'hidden' })
  await panel.getByRole('img', { name: /^Signature of/ }).waitFor()
  expect(await violations(page)).toEqual([])
  await shoot(page, 'estimate-signed')

  await panel.getByRole('button', { name: 'Draft invoice' }).click()
  const conversion = page.getByRole('dialog', { name: 'Draft an invoice' })
  await conversion.getByLabel('Quantity of Tooth extraction').fill('6')
  expect(await violations(page)).toEqual([])
  await picture(page, 'estimate-convert')
  await conversion.getByRole('button', { name: 'Draft invoice' }).click()
  await page.getByText('€90.00 above the estimate.').waitFor()
  await loaded(page)
  expect(await violations(page)).toEqual([])
  await picture(page, 'estimate-above')

  await page.goto('/estimates')
  await page.getByRole('table', { name: 'Estimates' }).getByText('Invoiced').first().waitFor()
  await loaded(page)
  expect(await violations(page)).toEqual([])
  await shoot(page, 'estimates-list')
  await closeAll(context)
})

test('B12: a client declines a line of an estimate in the portal, on a dark phone', async () => {
  const { page, context } = await signIn(browser, 'owner@demo.vet', {
    size: phone,
    scheme: 'dark',
    at: '/my-estimates',
  })
  await page.getByRole('link', { name: 'Dental treatment' }).first().click()
  const panel = page.getByRole('dialog', { name: 'Dental treatment' })
  await panel.getByRole('button', { name: 'Accept or decline' }).click()
  const answer = page.getByRole('dialog', { name: 'Answer the estimate' })
  await answer.getByRole('checkbox').last().click()
  await answer.getByRole('button', { name: 'Sign with the typed name' }).click()
  expect(await violations(page)).toEqual([])
  expect(await overflow(page)).toBe(0)
  await picture(page, 'estimate-portal-phone')
  await answer.getByRole('button', { name: 'Accept' }).click()
  await answer.waitFor({ state: 'hidden' })
  await panel.getByText('Declined').waitFor()
  await loaded(page)
  expect(await overflow(page)).toBe(0)
  expect(await violations(page)).toEqual([])
  await shoot(page, 'estimate-portal-answered')
  await closeAll(context)
})
