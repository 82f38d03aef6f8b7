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

test('a vet reads everything about a patient beside what is written, by keyboard, narrowed by kind and by words', async () => {
  const vet = await signIn(browser, 'vet@demo.vet')
  const { page } = vet
  await page.goto('/patients?q=Marley')
  await page.getByRole('main').getByRole('link').first().click()
  const section = page.getByRole('region', { name: 'Timeline' })
  const entries = section.getByRole('list', { name: 'Timeline' }).getByRole('listitem')
  await entries.first().waitFor()
  await loaded(page)
  const records = page.getByRole('region', { name: 'Medical records' })
  const [left, right] = [await records.boundingBox(), await section.boundingBox()]
  expect(right!.x).toBeGreaterThan(left!.x + left!.width)
  await records.scrollIntoViewIfNeeded()
  await section.getByRole('button', { name: 'Records' }).click()
  await loaded(page)
  await entries.first().getByRole('button').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await entries.nth(1).getByText('Subjective').waitFor()
  await picture(page, 'chart-timeline')
  expect(await violations(page)).toEqual([])
  await section.getByRole('button', { name: 'Visits' }).click()
  await entries.first().or(section.getByText('No visits yet.')).first().waitFor()
  await section.getByRole('searchbox').fill('no such word')
  await section.getByText('No record of this patient has these words.').waitFor()
  const onPhone = await signIn(browser, 'vet@demo.vet', { size: phone, scheme: 'dark' })
  await onPhone.page.goto(`${new URL(page.url()).pathname}#timeline`)
  await onPhone.page.getByRole('list', { name: 'Timeline' }).getByRole('listitem').first().waitFor()
  await loaded(onPhone.page)
  await onPhone.page.locator('#timeline').scrollIntoViewIfNeeded()
  await shoot(onPhone.page, 'chart-timeline-phone')
  expect(await violations(onPhone.page)).toEqual([])
  expect(await overflow(onPhone.page)).toBe(0)
  await closeAll(vet.context, onPhone.context)
  expect([...vet.problems, ...onPhone.problems]).toEqual([])
})
