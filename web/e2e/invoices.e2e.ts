import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { closeAll, overflow, phone, picture, shoot, signIn, violations } from './browser.ts'

/** Types what is charged and takes what is found first. */
async function addLine(page: Page, text: string, found: string) {
  const editor = page.getByRole('dialog', { name: 'Edit invoice' })
  await editor.getByLabel('Add a line').pressSequentially(text)
  await page.getByRole('option', { name: found }).waitFor()
  await page.keyboard.press('Enter')
  await editor.getByRole('group', { name: `Line` }).last().waitFor()
}

test('a receptionist edits a drafted invoice, finalises it by keyboard and opens its PDF; an administrator credits it', async () => {
  const desk = await signIn('reception@demo.vet', { at: '/invoices?status=DRAFT' })
  const { page } = desk
  await page.locator('main a[href^="/invoices/"]').last().click()
  const drawer = page.getByRole('dialog', { name: 'Draft invoice' })
  await drawer.getByRole('button', { name: 'Finalise' }).waitFor()
  await picture(page, 'invoice-draft')

  await page.keyboard.press('Control+e')
  await addLine(page, 'inj', 'Injection fee')
  await addLine(page, 'Extra bandage', '“Extra bandage” as a free line')
  const editor = page.getByRole('dialog', { name: 'Edit invoice' })
  const bandage = editor.getByRole('group', { name: /Extra bandage/ })
  await editor.getByRole('button', { name: 'Save' }).click()
  await editor.getByText('“Extra bandage” needs a price.').waitFor()
  await bandage.getByLabel('Price with tax').fill('7,50')
  await bandage.getByLabel('Quantity').fill('1.5')
  await editor.getByLabel('Discount on the whole invoice').fill('10')
  await editor.getByText('“Extra bandage” needs a price.').waitFor({ state: 'hidden' })
  await picture(page, 'invoice-edit')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await editor.waitFor({ state: 'hidden' })
  await drawer.getByText('Injection fee').waitFor()

  await page.keyboard.press('Control+Enter')
  await page.getByRole('dialog', { name: 'Finalise this invoice?' }).waitFor()
  await picture(page, 'invoice-finalise')
  await page.keyboard.press('Enter')
  const finalised = page.getByRole('dialog', { name: /^Invoice H-/ })
  const open = finalised.getByRole('button', { name: 'Open PDF' })
  await open.waitFor()
  expect(await finalised.getByRole('button', { name: 'Edit lines' }).count()).toBe(0)
  const [download] = await Promise.all([page.waitForEvent('download'), open.click()])
  expect(download.suggestedFilename()).toMatch(/^H-\d{4}-\d{6}\.pdf$/)
  expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-')
  await picture(page, 'invoice-finalised')
  const address = new URL(page.url()).pathname
  expect(desk.problems).toEqual([])

  const office = await signIn('admin@demo.vet', { size: phone, scheme: 'dark', at: address })
  await office.page.getByRole('button', { name: 'Credit' }).click()
  const credit = office.page.getByRole('dialog', { name: /^Credit invoice/ })
  await credit.getByLabel('Reason').fill('Charged by mistake')
  await credit.getByLabel('Quantity of Extra bandage').fill('0.5')
  await picture(office.page, 'invoice-credit-phone')
  await credit.getByRole('button', { name: 'Credit', exact: true }).click()
  await office.page
    .getByText(/^Credit note CN-H-/)
    .first()
    .waitFor()
  await office.page.getByText('0.5 credited').waitFor()
  expect(await violations(office.page)).toEqual([])
  expect(await overflow(office.page)).toBeLessThanOrEqual(0)
  expect(office.problems).toEqual([])
  await closeAll(desk.context, office.context)
})

test('an administrator sets a price from a day on, and it is shown as people will pay it', async () => {
  const office = await signIn('admin@demo.vet', { at: '/admin/prices?q=collar' })
  const { page } = office
  await page.getByRole('button', { name: 'Set price of Recovery collar' }).click()
  const dialog = page.getByRole('dialog', { name: /^Price of Recovery collar/ })
  await dialog.getByRole('textbox', { name: 'Price' }).fill('15.90')
  await picture(page, 'price-set')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await page
    .getByRole('row', { name: /Recovery collar/ })
    .getByText('€15.90')
    .waitFor()
  await page.goto('/admin/prices')
  await page.getByRole('row', { name: /Recovery collar/ }).waitFor()
  await picture(page, 'price-list')
  expect(await violations(page)).toEqual([])

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ])
  const csv = (await readFile(await download.path(), 'utf8')).replace(/,15\.90,/, ',16.50,')
  await page.getByRole('button', { name: 'Import' }).click()
  const file = page.getByRole('dialog', { name: /^Import prices/ })
  const give = (text: string) =>
    file
      .locator('input[type=file]')
      .setInputFiles({ name: 'prices.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await give(csv.replace(',16.50,', ',sixteen,'))
  await file.getByText('This is no amount in EUR.').waitFor()
  expect(await violations(page)).toEqual([])
  await shoot(page, 'price-import-mistake')
  await give(csv)
  await file.getByRole('row', { name: /Recovery collar/ }).waitFor()
  await picture(page, 'price-import')
  expect(await violations(page)).toEqual([])
  await file.getByRole('button', { name: 'Change 1' }).click()
  await file.waitFor({ state: 'hidden' })
  await page
    .getByRole('row', { name: /Recovery collar/ })
    .getByText('€16.50')
    .waitFor()

  await page.getByRole('button', { name: 'Edit Recovery collar' }).click()
  const edit = page.getByRole('dialog', { name: 'Edit Recovery collar' })
  await edit.getByRole('combobox', { name: /vaccine or item/ }).fill('collar')
  await page.getByRole('option').first().click()
  expect(await violations(page)).toEqual([])
  await shoot(page, 'price-product')
  await edit.getByRole('button', { name: 'Save' }).click()
  await edit.waitFor({ state: 'hidden' })
  expect(office.problems).toEqual([])
  await closeAll(office.context)
})

test('B13: the desk begins an invoice at a visit and on a chart, which says what is to be paid for the patient', async () => {
  const { context, page, problems } = await signIn('reception@demo.vet', { at: '/invoices?status=FINALISED' })
  const unpaid = page.getByRole('table', { name: 'Invoices' }).getByRole('link', { name: /^Invoice/ })
  await unpaid.first().click()
  const drawer = page.getByRole('dialog', { name: /invoice/i })
  await drawer.locator('a[href^="/patients/"]').first().click()
  const header = page.locator('main header').first()
  await header.getByText(/to be paid$/).waitFor()
  const pet = (await header.getByRole('heading').innerText()).trim()
  const section = page.locator('#invoices')
  await section
    .getByRole('link', { name: /^Invoice/ })
    .first()
    .waitFor()
  await page.evaluate(() => scrollTo(0, 0))
  await picture(page, 'patient-balance')
  expect(await violations(page)).toEqual([])
  await section.getByRole('button', { name: 'New invoice' }).click()
  await drawer.getByRole('button', { name: 'Edit lines' }).click()
  await addLine(page, 'Extra bandage', '“Extra bandage” as a free line')
  const line = page.getByRole('group', { name: /Extra bandage/ })
  expect(await line.getByLabel('Patient').innerText()).toBe(pet)
  await page.goto('/')
  await page
    .getByRole('button', { name: /Booked|Confirmed/ })
    .first()
    .click()
  const visit = page.getByRole('dialog', { name: /visit$/ })
  await visit.getByRole('button', { name: 'New invoice' }).click()
  await drawer.getByRole('link', { name: /,/ }).first().waitFor()
  await drawer.getByRole('button', { name: 'Void' }).waitFor()
  expect(problems).toEqual([])
  await closeAll(context)
})
