import { readFileSync } from 'node:fs'
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

test('an administrator keeps substances, doses and stops of the formulary (MR7)', async () => {
  const admin = await signIn(browser, 'admin@demo.vet', { at: '/admin/formulary' })
  const { page } = admin
  await page.getByRole('table', { name: 'Stops' }).getByText('Paracetamol').first().waitFor()
  await loaded(page)
  await picture(page, 'formulary')
  expect(await violations(page)).toEqual([])

  await page.getByRole('button', { name: 'New substance' }).click()
  const substance = page.getByRole('dialog', { name: 'New substance' })
  await substance.getByLabel('Name').fill('Tramadol')
  await substance.getByLabel('Family').fill('Opioids')
  await page.keyboard.press('Enter')
  await substance.waitFor({ state: 'hidden' })
  await page.getByLabel('Search substances').fill('Tram')
  await page.getByRole('table', { name: 'Substances' }).getByText('Opioids').waitFor()

  await page.getByRole('button', { name: 'New dose' }).click()
  const dose = page.getByRole('dialog', { name: 'New dose' })
  await dose.getByLabel('Product with strength and form').fill('Tramadol 50 mg tablets')
  await dose.getByLabel('Active substance').fill('Tramad')
  await page.getByRole('option', { name: 'Tramadol' }).click()
  await dose.getByLabel('Item in stock').fill('gabapentin')
  await page.getByRole('option', { name: 'Gabapentin 100 mg capsules' }).click()
  await dose.getByRole('combobox', { name: 'Species' }).click()
  await page.getByRole('option', { name: 'Dog', exact: true }).click()
  await dose.getByLabel('From (kg)').fill('2')
  await dose.getByLabel('Dose (mg/kg)').fill('4')
  await dose.getByLabel('Maximum (mg/kg)').fill('3')
  await dose.getByLabel(/^Unit/).fill('tablet')
  await dose.getByLabel('Substance in one unit (mg)').fill('50')
  await dose.getByLabel('Divisible by (unit)').fill('0.5')
  await dose.getByLabel('How often it is given').fill('every 8 hours')
  await page.keyboard.press('Enter')
  await dose.getByText('The maximum is not below the dose.').waitFor()
  expect(await violations(page)).toEqual([])
  await dose.getByLabel('Maximum (mg/kg)').fill('5')
  await shoot(page, 'formulary-dose')
  await page.keyboard.press('Enter')
  await dose.waitFor({ state: 'hidden' })
  await page.getByLabel('Search doses').fill('Tramadol')
  const row = page
    .getByRole('table', { name: 'Doses' })
    .getByRole('row')
    .filter({ hasText: 'Tramadol 50 mg' })
  await row.getByRole('button', { name: /^Edit/ }).click()
  const edit = page.getByRole('dialog', { name: 'Edit Tramadol 50 mg tablets' })
  await edit.getByRole('switch', { name: 'No longer offered' }).click()
  await edit.getByRole('button', { name: 'Save' }).click()
  await edit.waitFor({ state: 'hidden' })
  await page.getByText('No such dose').waitFor()

  await page.getByRole('button', { name: 'New stop' }).click()
  const stop = page.getByRole('dialog', { name: 'New stop' })
  await stop.getByLabel(/^Substance/).fill('Tramad')
  await page.getByRole('option', { name: 'Tramadol' }).click()
  await stop.getByRole('button', { name: 'Another substance' }).click()
  await stop.getByLabel('Not together with').fill('Maro')
  await page.getByRole('option', { name: 'Maropitant' }).click()
  await stop.getByLabel('Why').fill('Serotonin syndrome')
  await stop.getByRole('button', { name: 'Add' }).click()
  await stop.waitFor({ state: 'hidden' })
  const stops = page.getByRole('table', { name: 'Stops' })
  await stops.getByText('Serotonin syndrome').waitFor()
  await stops
    .getByRole('row')
    .filter({ hasText: 'Serotonin syndrome' })
    .getByRole('button', { name: /^Remove/ })
    .click()
  await stops.getByText('Serotonin syndrome').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await stops.getByText('Serotonin syndrome').waitFor()

  const onPhone = await signIn(browser, 'vet@demo.vet', {
    size: phone,
    scheme: 'dark',
    at: '/admin/formulary',
  })
  await onPhone.page.getByRole('list', { name: 'Doses' }).getByRole('listitem').first().waitFor()
  await loaded(onPhone.page)
  await shoot(onPhone.page, 'formulary-phone')
  expect(await violations(onPhone.page)).toEqual([])
  expect(await overflow(onPhone.page)).toBe(0)
  await closeAll(admin.context, onPhone.context)
  expect([...admin.problems, ...onPhone.problems]).toEqual([])
})

test('a vet prescribes what is in stock and what is not, and prints the label (MR7)', async () => {
  const vet = await signIn(browser, 'vet@demo.vet', { at: '/patients' })
  const { page } = vet
  await page.getByRole('table').getByRole('link').first().click()
  const prescribe = page.getByRole('button', { name: 'Prescribe', exact: true })
  await prescribe.click()
  const dialog = page.getByRole('dialog', { name: /^Prescribe for/ })
  await dialog.getByLabel('Medicine').fill('isoflurane')
  await page.getByRole('option', { name: 'Isoflurane inhalation liquid' }).waitFor()
  await page.keyboard.press('Enter')
  await dialog.getByLabel('Active substance').fill('Gaba')
  await page.getByRole('option', { name: 'Gabapentin' }).click()
  await dialog.getByLabel('Quantity (ml)').fill('two')
  await dialog.getByLabel('How often it is given').fill('once')
  await page.keyboard.press('Enter')
  await dialog.getByText('A number above zero with at most three decimals.').waitFor()
  await shoot(page, 'prescribe-stock')
  expect(await violations(page)).toEqual([])
  await dialog.getByLabel('Quantity (ml)').fill('5')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })

  await prescribe.click()
  await dialog.getByLabel('Medicine').fill('Zinc paste of the pharmacy')
  await page.getByRole('option', { name: 'Zinc paste of the pharmacy' }).waitFor()
  await page.keyboard.press('Enter')
  await dialog.getByLabel('Active substance').fill('Metro')
  await page.getByRole('option', { name: 'Metronidazole' }).click()
  await dialog.getByLabel('Unit').fill('tube')
  await dialog.getByLabel('Quantity (tube)').fill('1')
  await dialog.getByLabel('How often it is given').fill('twice a day')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  const label = page.getByRole('button', { name: 'Print label of Zinc paste of the pharmacy' })
  expect(await violations(page)).toEqual([])
  await label.click()
  await page.getByRole('menuitem', { name: '29 × 90 mm' }).waitFor()
  await shoot(page, 'prescription-label')
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: '29 × 90 mm' }).click(),
  ])
  expect(saved.suggestedFilename()).toMatch(/^label-.+-Zinc-paste-of-the-pharmacy\.pdf$/)
  const content = readFileSync(await saved.path())
  expect(content.subarray(0, 5).toString()).toBe('%PDF-')
  await closeAll(vet.context)
  expect(vet.problems).toEqual([])
})
