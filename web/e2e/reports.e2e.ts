import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { closeAll, loaded, overflow, phone, picture, shoot, signIn, violations } from './browser.ts'

test('RP1, RP3: the administrator reads the revenue of a year, opens the invoices of a row and saves the report as CSV', async () => {
  const { context, page, problems } = await signIn('admin@demo.vet', { at: '/reports' })
  await page.getByRole('link', { name: 'Revenue' }).click()
  await page.getByRole('combobox', { name: 'Period' }).click()
  await page.getByRole('option', { name: 'Last 12 months' }).click()
  await page.getByRole('combobox', { name: 'By' }).click()
  await page.getByRole('option', { name: 'Vet' }).click()
  const table = page.getByRole('table', { name: 'Revenue' })
  await table.getByRole('columnheader', { name: 'Vet' }).waitFor()
  await page.getByRole('combobox', { name: 'Compare with' }).click()
  await page.getByRole('option', { name: 'Year before' }).click()
  await page.waitForURL(/(?=.*by=VET)(?=.*compare=YEAR_BEFORE)/)
  await table.getByText('€0.00').first().waitFor()
  await loaded(page)
  await picture(page, 'report-revenue')
  expect(await violations(page)).toEqual([])

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  ])
  expect(await readFile(await file.path(), 'utf8')).toMatch(/^\uFEFFVet,Currency,Net,Tax,Gross/)

  const row = table.getByRole('row').nth(1)
  const [invoices] = (await row.getByRole('cell').nth(3).innerText()).split('\n')
  await row.getByRole('link').click()
  await page.getByText(/^Finalised or credited from/).waitFor()
  await page.getByText(new RegExp(`^${invoices} at `)).waitFor()
  await page.goBack()
  await table.getByRole('columnheader', { name: 'Vet' }).waitFor()
  expect(problems).toEqual([])
  await closeAll(context)
})

test('RP2, RP3: the administrator reads who owes how much for how long, saves it as CSV and PDF and opens a client', async () => {
  const { context, page, problems } = await signIn('admin@demo.vet', { at: '/reports' })
  await page.getByRole('link', { name: 'Debtors' }).click()
  const table = page.getByRole('table', { name: 'Debtors' })
  await table.getByRole('columnheader', { name: 'Over 90 days' }).waitFor()
  await table.getByRole('row').nth(1).waitFor()
  await loaded(page)
  await picture(page, 'report-debtors')
  expect(await violations(page)).toEqual([])
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  ])
  expect(await readFile(await file.path(), 'utf8')).toMatch(/^\uFEFFClient,Currency,Due,Current,1–30 days/)
  const [paper] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as PDF' }).click(),
  ])
  expect(await readFile(await paper.path(), 'latin1')).toMatch(/^%PDF-1\.7/)
  const client = table.getByRole('row').nth(1).getByRole('link')
  const name = await client.innerText()
  await client.click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  expect(problems).toEqual([])
  await closeAll(context)
})

test('AP7, PT5, I1: the administrator reads how busy the vets are, how old the patients are, and what expired of the stock', async () => {
  const { context, page, problems } = await signIn('admin@demo.vet', {
    at: '/reports/appointments?by=VET&compare=PERIOD_BEFORE',
  })
  const choose = async (name: string, option: string) => {
    await page.getByRole('combobox', { name }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }
  const tableOf = (name: string) => page.getByRole('table', { name })
  await choose('Period', 'Last month')
  const visits = tableOf('Visits')
  await visits.getByRole('columnheader', { name: 'Utilisation' }).waitFor()
  await visits
    .getByText(/^\d+ min/)
    .first()
    .waitFor()
  await loaded(page)
  await picture(page, 'report-visits')
  expect(await violations(page)).toEqual([])
  await choose('By', 'Day')
  await visits.getByRole('columnheader', { name: 'Day' }).waitFor()
  await visits.getByRole('row').nth(3).getByRole('link').click()
  await page.waitForURL(/\/\?date=/)

  await page.goto('/reports/patients?by=AGE')
  await tableOf('Patients').getByRole('rowheader', { name: 'Under 6 months' }).waitFor()
  await loaded(page)
  await picture(page, 'report-patients')
  expect(await violations(page)).toEqual([])

  await page.goto('/reports/inventory?by=ITEM&chart=expired')
  const stock = tableOf('Stock')
  await stock.getByRole('row').nth(1).waitFor()
  await choose('Period', 'This year')
  await page.waitForURL(/from=\d+-01-01/)
  await page.getByText(/, 1 Jan \d+ to /).waitFor()
  await loaded(page)
  await picture(page, 'report-stock')
  expect(await violations(page)).toEqual([])
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  ])
  expect(await readFile(await file.path(), 'utf8')).toMatch(/^\uFEFFItem,Currency,Stock value,Received,Used/)
  const item = stock.getByRole('row').nth(1).getByRole('link')
  const name = await item.innerText()
  await item.click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  expect(problems).toEqual([])
  await closeAll(context)
})

test('reports fit a phone in the dark', async () => {
  const { context, page, problems } = await signIn('admin@demo.vet', {
    size: phone,
    scheme: 'dark',
    at: '/reports',
  })
  for (const [name, address] of [
    ['reports', '/reports'],
    ['revenue', '/reports/revenue?by=SERVICE&at=all'],
    ['debtors', '/reports/debtors?at=all'],
    ['visits', '/reports/appointments?by=DAY'],
    ['patients', '/reports/patients?by=WEIGHT&compare=YEAR_BEFORE'],
    ['stock', '/reports/inventory'],
  ] as const) {
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await loaded(page)
    await shoot(page, `report-${name}-phone`)
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
  }
  expect(problems).toEqual([])
  await closeAll(context)
})
