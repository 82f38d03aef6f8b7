import type { Browser, Page } from 'playwright-core'
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

const stage = (page: Page, name: string) => page.getByRole('region', { name })
const patient = (page: Page, where: string, text: string) =>
  stage(page, where).locator('[data-patient]').filter({ hasText: text })

test('AP14: an unknown patient walks in, is triaged, goes from stage to stage by mouse and keyboard, and is named', async () => {
  const desk = await signIn(browser, 'reception@demo.vet')
  const vet = await signIn(browser, 'vet@demo.vet')
  const { page } = desk
  await Promise.all([page.goto('/flow'), vet.page.goto('/flow')])
  await Promise.all([loaded(page), loaded(vet.page)])
  await picture(page, 'patient-flow')
  expect(await violations(page)).toEqual([])

  await page.getByRole('button', { name: 'Walk-in', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Walk-in' })
  await dialog.getByLabel('Nobody knows the patient yet').check()
  await dialog.getByLabel('What it looks like').fill('Black lurcher, limping')
  await dialog.getByLabel('Brought by, telephone').fill('Garda Kelly, 085 012 9999')
  await dialog.getByRole('radio', { name: /Immediate/ }).check()
  await dialog.getByLabel('Vet').click()
  await page.getByRole('option', { name: 'Aoife Byrne' }).click()
  await picture(page, 'walk-in')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Register' }).click()
  await dialog.waitFor({ state: 'hidden' })

  // The other desk sees it at once, on top of those who wait.
  await patient(vet.page, 'Waiting', 'Black lurcher').waitFor({ timeout: 5_000 })
  await expect
    .poll(() => stage(vet.page, 'Waiting').locator('[data-patient]').first().textContent())
    .toContain('lurcher')
  await patient(vet.page, 'Waiting', 'Black lurcher').getByRole('button', { name: 'Triage…' }).click()
  const triage = vet.page.getByRole('dialog', { name: /How urgent/ })
  await triage.getByRole('radio', { name: /Very urgent/ }).check()
  await triage.getByLabel('What was found').fill('Open fracture')
  await picture(vet.page, 'triage')
  await triage.getByRole('button', { name: 'Save triage' }).click()
  await patient(page, 'Waiting', 'Very urgent: Open fracture').waitFor({ timeout: 5_000 })

  const card = (await patient(vet.page, 'Waiting', 'Black lurcher').boundingBox())!
  const exam = (await stage(vet.page, 'In exam').boundingBox())!
  await vet.page.mouse.move(card.x + 40, card.y + 12)
  await vet.page.mouse.down()
  await vet.page.mouse.move(exam.x + 60, exam.y + 80, { steps: 8 })
  await vet.page.mouse.up()
  await patient(page, 'In exam', 'Black lurcher').waitFor({ timeout: 5_000 })
  await vet.page.getByRole('button', { name: 'Undo' }).click()
  await patient(page, 'Waiting', 'Black lurcher').waitFor({ timeout: 5_000 })
  await patient(vet.page, 'Waiting', 'Black lurcher').locator('button').first().focus()
  await vet.page.keyboard.press('Shift+ArrowRight')
  await patient(page, 'In exam', 'Black lurcher').waitFor({ timeout: 5_000 })

  await patient(page, 'In exam', 'Black lurcher').getByRole('button', { name: 'Who is it?…' }).click()
  const who = page.getByRole('dialog', { name: 'Who is it?' })
  await who.getByRole('combobox', { name: 'Patient' }).fill('rex')
  await page.getByRole('option').first().click()
  await who.getByRole('button', { name: 'This is the patient' }).click()
  await who.waitFor({ state: 'hidden' })
  await patient(vet.page, 'In exam', 'Open fracture')
    .getByRole('button', { name: 'Who is it?…' })
    .waitFor({ state: 'hidden' })
  expect([...desk.problems, ...vet.problems]).toEqual([])

  const small = await signIn(browser, 'reception@demo.vet', { size: phone, scheme: 'dark' })
  await small.page.goto('/flow')
  await loaded(small.page)
  await shoot(small.page, 'patient-flow-phone')
  expect(await violations(small.page)).toEqual([])
  expect(await overflow(small.page)).toBeLessThanOrEqual(0)
  await closeAll(desk.context, vet.context, small.context)
})

test('AP13: the desk adds a patient to the waitlist and offers a free time', async () => {
  const { page, context, problems } = await signIn(browser, 'reception@demo.vet')
  await page.goto('/waitlist')
  await loaded(page)
  await page.getByRole('button', { name: 'Add a patient' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add to the waitlist' })
  await dialog.getByRole('combobox', { name: 'Patient' }).fill('bella')
  await page.getByRole('option').first().click()
  await dialog.getByRole('combobox', { name: 'Kind of visit' }).click()
  await page.getByRole('option', { name: 'Check-up' }).click()
  await dialog.getByLabel('Not before').fill('09:00')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Add' }).click()
  await dialog.waitFor({ state: 'hidden' })
  const row = page.getByRole('row').filter({ hasText: 'Bella' })
  await row
    .getByRole('button', { name: /^Offer a time/ })
    .first()
    .click()
  const offer = page.getByRole('dialog', { name: /^Offer a time/ })
  await offer.getByText('Looking for free times').waitFor({ state: 'hidden' })
  await offer.getByRole('radio').last().click()
  await offer.getByRole('button', { name: 'Send the offer' }).click()
  await offer.waitFor({ state: 'hidden' })
  await picture(page, 'waitlist')
  expect(await violations(page)).toEqual([])
  expect(problems).toEqual([])
  const small = await signIn(browser, 'reception@demo.vet', { size: phone, scheme: 'dark' })
  await small.page.goto('/waitlist')
  await loaded(small.page)
  await shoot(small.page, 'waitlist-phone')
  expect(await violations(small.page)).toEqual([])
  expect(await overflow(small.page)).toBeLessThanOrEqual(0)
  await small.page.goto('/offer#nothing')
  await small.page.getByText('This time is not free any more').waitFor()
  await shoot(small.page, 'offer-phone')
  await closeAll(context, small.context)
})
