import { expect, test } from 'vitest'
import { closeAll, loaded, overflow, phone, picture, shoot, signIn, violations } from './browser.ts'

test('B6: the desk takes a payment by keyboard, and the invoice is paid on another screen as well', async () => {
  const desk = await signIn('reception@demo.vet', { at: '/invoices?status=FINALISED' })
  const other = await signIn('admin@demo.vet')
  const { page } = desk
  const row = page
    .getByRole('table', { name: 'Invoices' })
    .getByRole('link', { name: /^Invoice/ })
    .first()
  const href = (await row.getAttribute('href'))!.split('?')[0]!
  await page.goto(href)
  await other.page.goto(href)
  const panel = page.getByRole('dialog', { name: /^Invoice/ })
  const elsewhere = other.page.getByRole('dialog', { name: /^Invoice/ })
  await panel.getByRole('button', { name: 'Take payment' }).waitFor()
  await elsewhere.getByRole('button', { name: 'Take payment' }).waitFor()
  await loaded(page)
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog', { name: 'Take payment' })
  const amount = dialog.getByLabel(/^Amount/)
  await expect.poll(() => amount.evaluate((field) => field === document.activeElement)).toBe(true)
  const due = Number(await amount.inputValue())
  const part = Math.floor(due / 2)
  // Cash, with the change; then the rest by card: the usual case is two chords.
  await page.keyboard.type(`${part}c`)
  await page.keyboard.press('Tab')
  await dialog.getByLabel(/^Cash received/).fill(String(part + 5))
  await dialog.getByText('Change: €5.00').waitFor()
  expect(await violations(page)).toEqual([])
  await shoot(page, 'payments-take')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await panel.getByRole('list', { name: 'Payments' }).getByText('Cash').waitFor()
  await page.keyboard.press('Control+Enter')
  await dialog.waitFor()
  await page.keyboard.press('Enter')
  await panel.getByText('Nothing is due').waitFor()
  // The other screen follows by itself.
  await elsewhere.getByText('Nothing is due').waitFor({ timeout: 5_000 })
  await elsewhere.getByText('Paid', { exact: true }).waitFor()
  await loaded(page)
  await shoot(page, 'payments-invoice')
  expect(await violations(page)).toEqual([])

  await panel.getByRole('list', { name: 'Payments' }).getByRole('link', { name: 'Card' }).last().click()
  const payment = page.getByRole('dialog', { name: /by card$/ })
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    payment.getByRole('button', { name: 'Receipt', exact: true }).click(),
  ])
  expect(saved.suggestedFilename()).toMatch(/^receipt-.+\.pdf$/)
  await payment.getByRole('button', { name: 'Reverse' }).click()
  await page
    .getByRole('dialog', { name: 'Reverse this payment?' })
    .getByText('Declined by the terminal')
    .click()
  await page.getByRole('button', { name: 'Reverse' }).last().click()
  await payment.getByText('Reversed', { exact: true }).waitFor()
  await elsewhere.getByRole('button', { name: 'Take payment' }).waitFor({ timeout: 5_000 })
  await loaded(page)
  await shoot(page, 'payments-payment')
  expect(await violations(page)).toEqual([])
  await payment.getByRole('link').first().click()
  const account = page.getByRole('table', { name: 'Account' })
  await account.getByText('Payment reversed').first().waitFor()
  await loaded(page)
  await page.locator('#account').scrollIntoViewIfNeeded()
  await shoot(page, 'payments-account')
  expect(await violations(page)).toEqual([])

  await page.goto(href)
  await panel.getByRole('list', { name: 'Payments' }).getByRole('link', { name: 'Cash' }).click()
  const cash = page.getByRole('dialog', { name: /by cash$/ })
  const divide = page.getByRole('dialog', { name: 'What this payment pays' })
  await cash.getByRole('button', { name: 'Change what it pays' }).click()
  await divide
    .getByLabel(/^Invoice/)
    .first()
    .fill('999999')
  await divide.getByRole('button', { name: 'Save' }).click()
  await divide.getByText(/^At most .* is due/).waitFor()
  for (const field of await divide.getByLabel(/^Invoice/).all()) await field.fill('')
  await divide.getByRole('button', { name: 'Save' }).click()
  await cash.getByText('Pays no invoice yet').waitFor()
  await cash.getByRole('button', { name: 'Change what it pays' }).click()
  await divide.getByRole('button', { name: 'Oldest first' }).click()
  await loaded(page)
  await picture(page, 'payments-allocate')
  expect(await violations(page)).toEqual([])
  await divide.getByRole('button', { name: 'Save' }).click()
  await cash.getByText('Pays no invoice yet').waitFor({ state: 'hidden' })
  expect([...desk.problems, ...other.problems]).toEqual([])
  await closeAll(desk.context, other.context)
})

test('B11: the desk finds who has not paid in time', async () => {
  const { context, page, problems } = await signIn('reception@demo.vet', { at: '/overdue' })
  await page.getByRole('table', { name: 'Overdue invoices' }).getByRole('link').first().waitFor()
  const ages = page.getByRole('region', { name: 'By age' })
  await ages.getByText('Over 90 days').waitFor()
  await loaded(page)
  await shoot(page, 'payments-overdue')
  expect(await violations(page)).toEqual([])
  const row = page.getByRole('table', { name: 'Overdue invoices' }).getByRole('link').first()
  const client = (await row.innerText()).split('\n')[0]!
  await row.click()
  await page.getByRole('dialog').getByRole('link', { name: client }).click()
  await page.getByRole('button', { name: 'Stop credit' }).click()
  const why = page.getByRole('dialog', { name: /Stop this client/ })
  await why.getByLabel('Reason').fill('Three reminders without an answer')
  await why.getByRole('button', { name: 'Stop credit' }).click()
  await page.getByText('Credit stopped').waitFor()
  await loaded(page)
  await picture(page, 'credit-stop')
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Release' }).click()
  await page.getByText('Credit stopped').waitFor({ state: 'hidden' })
  expect(problems).toEqual([])
  await closeAll(context)
})

test('P1: a client sees what is due and was paid, on a phone', async () => {
  const { context, page, problems } = await signIn('owner@demo.vet', {
    size: phone,
    at: '/my-payments',
  })
  await page.getByRole('heading', { name: 'Paid', exact: true }).waitFor()
  await loaded(page)
  await shoot(page, 'payments-portal')
  await page.getByRole('button', { name: 'Statement' }).click()
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save PDF' }).click(),
  ])
  expect(saved.suggestedFilename()).toMatch(/^statement-.+\.pdf$/)
  expect(await overflow(page)).toBe(0)
  expect(await violations(page)).toEqual([])
  expect(problems).toEqual([])
  await closeAll(context)
})

test('the list of payments fits a phone in the dark', async () => {
  const { context, page, problems } = await signIn('reception@demo.vet', {
    size: phone,
    scheme: 'dark',
  })
  await page.goto('/payments')
  await page.getByText('Card').first().waitFor()
  await loaded(page)
  await shoot(page, 'payments-list-phone')
  expect(await overflow(page)).toBe(0)
  expect(await violations(page)).toEqual([])
  expect(problems).toEqual([])
  await closeAll(context)
})

test('B9: the desk takes a deposit, keeps one as a fee, and pays an invoice with another', async () => {
  const { context, page, problems } = await signIn('reception@demo.vet', {
    at: '/invoices?status=FINALISED',
  })
  const row = page
    .getByRole('table', { name: 'Invoices' })
    .getByRole('link', { name: /^Invoice/ })
    .nth(1)
  const invoice = (await row.getAttribute('href'))!.split('?')[0]!
  await page.goto(invoice)
  const panel = page.getByRole('dialog', { name: /^Invoice/ })
  await panel.getByRole('button', { name: 'Take payment' }).waitFor()
  await panel.locator('a[href^="/clients/"]').first().click()
  const take = async (amount: string) => {
    await page.getByRole('button', { name: 'Take deposit' }).click()
    const dialog = page.getByRole('dialog', { name: 'Take deposit' })
    await dialog.getByLabel(/^Amount/).fill(amount)
    return dialog
  }
  const first = await take('10')
  await loaded(page)
  await picture(page, 'deposits-take')
  expect(await violations(page)).toEqual([])
  await first.getByRole('button', { name: 'Take deposit' }).click()
  await first.waitFor({ state: 'hidden' })
  const deposits = page.getByRole('list', { name: 'Deposits' })
  await deposits.getByText('€10.00').waitFor()
  const second = await take('12')
  await second.getByRole('button', { name: 'Take deposit' }).click()
  await second.waitFor({ state: 'hidden' })
  await deposits.getByText('€12.00').waitFor()
  await picture(page, 'deposits-account')
  await deposits.getByRole('listitem').filter({ hasText: '€12.00' }).getByRole('button').click()
  await page.getByRole('button', { name: 'Keep as fee' }).last().click()
  await page.getByText(/The deposit pays invoice/).waitFor()
  await page.goto(invoice)
  await panel.getByRole('button', { name: 'Use deposit' }).click()
  await panel.getByRole('list', { name: 'Payments' }).getByText('€10.00').waitFor()
  expect(await violations(page)).toEqual([])
  expect(problems).toEqual([])
  await closeAll(context)
})
