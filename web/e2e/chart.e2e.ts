import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeAll, openBrowser, phone, shoot, signIn, violations } from './browser.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const loaded = async (page: Page) => {
  await page.waitForLoadState('networkidle')
  await expect.poll(() => page.locator('.MuiSkeleton-root').count(), { timeout: 15_000 }).toBe(0)
}

/** A picture of docs/guide/, made anew when GUIDE_PICTURES is set. */
async function picture(page: Page, name: string) {
  await loaded(page)
  await shoot(page, name)
  if (!process.env['GUIDE_PICTURES']) return
  const folder = join(import.meta.dirname, '../../docs/guide')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

test('a client reads on a phone what was released, with medicines and the certificate; a vet who withdraws it takes it away (P1)', async () => {
  const owner = await signIn(browser, 'owner@demo.vet', { size: phone })
  const { page } = owner
  const answers: string[] = []
  page.on('response', async (response) => {
    if (response.url().includes('/graphql')) answers.push(await response.text().catch(() => ''))
  })
  const links = page.getByRole('link', { name: /^Findings and medicines of/ })
  await links.first().waitFor()
  const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')!))
  const articles = page.getByRole('region', { name: 'Visits and findings' }).getByRole('article')
  let address = ''
  for (const each of addresses) {
    await page.goto(each)
    await loaded(page)
    if ((await articles.count()) > 0) address = each
  }
  expect(address).not.toBe('')
  await page.goto(address)
  await articles.first().waitFor()
  await picture(page, 'portal-animal')
  expect(await violations(page)).toEqual([])
  expect(await overflow(page)).toBe(0)
  expect(answers.join()).not.toMatch(/"status":"DRAFT"|"status":"RETRACTED"|retractionReason/)

  const vet = await signIn(browser, 'vet@demo.vet')
  await vet.page.goto(address)
  await vet.page.waitForURL(/\/patients\//)
  const before = await articles.count()
  const release = vet.page.getByRole('switch', { name: 'Owner sees it', checked: true }).first()
  await release.click()
  await expect.poll(() => articles.count(), { timeout: 10_000 }).toBe(before - 1)
  await vet.page.getByRole('switch', { name: 'Owner sees it', checked: false }).first().click()
  await expect.poll(() => articles.count(), { timeout: 10_000 }).toBe(before)
  await closeAll(owner.context, vet.context)
  expect([...owner.problems, ...vet.problems]).toEqual([])
})
