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

test('reports fit a phone in the dark', async () => {
  const { context, page, problems } = await signIn('admin@demo.vet', {
    size: phone,
    scheme: 'dark',
    at: '/reports',
  })
  for (const [name, address] of [
    ['reports', '/reports'],
    ['revenue', '/reports/revenue?by=SERVICE&at=all'],
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
