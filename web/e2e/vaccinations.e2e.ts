import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { closeAll, loaded, overflow, phone, shoot, signIn, typeDate, violations } from './browser.ts'

test('the desk finds whom to call; a vet vaccinates by keyboard, sees the next dose, and retracts an error', async () => {
  const desk = await signIn('reception@demo.vet')
  await desk.page.getByRole('link', { name: 'Clinic' }).first().click()
  const list = desk.page.getByRole('table', { name: 'Vaccinations due' })
  await list.getByText('Overdue').first().waitFor()
  await loaded(desk.page)
  await shoot(desk.page, 'vaccinations-due')
  expect(await list.getByRole('link', { name: /\d{3}/ }).count()).toBeGreaterThan(0)
  expect(await violations(desk.page)).toEqual([])
  const dog = list.getByRole('row').filter({ hasText: ', dog' }).filter({ hasText: 'Leptospirosis' }).first()
  const chart = (await dog.getByRole('link').first().getAttribute('href'))!
  await desk.page.goto(chart)
  await desk.page.getByRole('table', { name: 'Next due' }).waitFor()
  expect(await desk.page.getByRole('button', { name: 'Give', exact: true }).count()).toBe(0)

  const vet = await signIn('vet@demo.vet', { at: chart })
  const { page } = vet
  await page.getByRole('button', { name: 'Give', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /^Vaccinate/ })
  await dialog.getByRole('option', { name: /Leptocan/ }).waitFor({ state: 'attached' })
  // The field has the focus, and the last lot of the vaccine stands there when it is still good.
  await page.keyboard.type('Lepto')
  await expect.poll(() => dialog.getByLabel('Vaccine').inputValue()).not.toBe('')
  await loaded(page)
  await dialog.getByLabel('Lot', { exact: false }).first().fill('LE9901')
  await typeDate(dialog, 'Lot good until', '2020-01-31')
  await page.keyboard.press('Enter')
  await dialog.getByText('This lot expired on 2020-01-31.').waitFor()
  await typeDate(dialog, 'Lot good until', '2031-01-31')
  await shoot(page, 'vaccinations-give')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  const given = page.getByRole('table', { name: 'Vaccinations given and declined' })
  await given.getByText('LE9901').waitFor()
  // The desk's screen follows by itself.
  await desk.page.locator('#vaccinations').getByText('LE9901').waitFor({ timeout: 5_000 })
  await loaded(page)
  await page.locator('#vaccinations').scrollIntoViewIfNeeded()
  await shoot(page, 'vaccinations-chart')
  expect(await violations(page)).toEqual([])

  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Certificate', exact: true }).click(),
  ])
  expect(saved.suggestedFilename()).toMatch(/^vaccinations-.+\.pdf$/)
  expect(
    readFileSync(await saved.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  await given
    .getByRole('row')
    .filter({ hasText: 'LE9901' })
    .getByRole('button', { name: /Retract/ })
    .click()
  const retract = page.getByRole('dialog', { name: /^Retract/ })
  await retract.getByLabel('Reason').fill('The other dog of the household')
  await retract.getByRole('button', { name: 'Retract' }).click()
  await given.getByText('Entered in error').waitFor()
  await closeAll(desk.context, vet.context)
  expect([...desk.problems, ...vet.problems]).toEqual([])
})

test('an administrator keeps vaccines and protocols; a client sees what is due on a phone in the dark', async () => {
  const admin = await signIn('admin@demo.vet', { at: '/admin/vaccines' })
  await admin.page.getByText('Leptocan 4').waitFor()
  await loaded(admin.page)
  await shoot(admin.page, 'vaccinations-protocols')
  expect(await violations(admin.page)).toEqual([])
  await admin.page.getByRole('button', { name: 'New vaccine' }).click()
  const dialog = admin.page.getByRole('dialog', { name: 'New vaccine' })
  await dialog.getByLabel('Name').fill('Distempax')
  await dialog.getByLabel('Manufacturer').fill('Northvet')
  await dialog.getByRole('combobox', { name: 'Against' }).fill('Distemper')
  await admin.page.getByRole('option').first().click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await admin.page.getByRole('cell', { name: 'Distempax', exact: true }).waitFor()

  const owner = await signIn('owner@demo.vet', { size: phone, scheme: 'dark' })
  await owner.page.getByRole('heading', { name: 'Vaccinations' }).first().waitFor()
  await owner.page
    .getByRole('button', { name: /^What was given to/ })
    .last()
    .click()
  await owner.page.getByRole('list', { name: 'Given' }).getByRole('listitem').first().waitFor()
  await loaded(owner.page)
  await owner.page.getByRole('list', { name: 'Given' }).scrollIntoViewIfNeeded()
  await shoot(owner.page, 'vaccinations-portal')
  expect(await violations(owner.page)).toEqual([])
  expect(await overflow(owner.page)).toBe(0)
  const onPhone = await signIn('vet@demo.vet', { size: phone, scheme: 'dark', at: '/vaccinations' })
  await onPhone.page.getByRole('main').getByText('Overdue').first().waitFor()
  await loaded(onPhone.page)
  await shoot(onPhone.page, 'vaccinations-due-phone')
  expect(await violations(onPhone.page)).toEqual([])
  expect(await overflow(onPhone.page)).toBe(0)
  await closeAll(admin.context, owner.context, onPhone.context)
})
