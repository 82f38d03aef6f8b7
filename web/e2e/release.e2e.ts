import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { closeAll, phone, shoot, signIn, violations } from './browser.ts'

const visit = (page: Page, name: string) => page.getByRole('link', { name }).first().click()
const navigations = (page: Page) => page.getByRole('navigation', { name: 'Main' }).count()

test('without a connection the shell stays, and a retry loads the page once the connection is back', async () => {
  const { page, context } = await signIn('reception@demo.vet', { size: phone, scheme: 'dark' })
  await context.setOffline(true)
  await visit(page, 'Clients')
  await page.getByText('This page could not be loaded').waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('cannot be reached').first().waitFor()
  expect(await navigations(page)).toBe(1)
  await shoot(page, 'page-offline')
  expect(await violations(page)).toEqual([])
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { level: 1, name: 'Clients' }).waitFor()
  await closeAll(context)
})

test('after a release a page and a dialog say that Vetgraph was updated, and nothing reloads by itself', async () => {
  const { page, context } = await signIn('admin@demo.vet')
  await page.route(/\/assets\/(OwnersPage|AuditPage|BookingDialog)-/, (route) =>
    route.fulfill({ status: 404, body: '' }),
  )
  const shell = await (await context.request.get('/')).text()
  await page.route(/:\d+\/$/, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: shell.replace(/assets\/index-/, 'assets/index-next-'),
    }),
  )
  // What was there before the release is loaded: the board stands.
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  let reloads = 0
  page.on('load', () => reloads++)
  await page.keyboard.press('n')
  await page.getByRole('dialog').getByText('Vetgraph was updated').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  for (const step of ['Clients', 'Admin', 'System', 'Audit log']) await visit(page, step)
  await page.getByText('Vetgraph was updated').waitFor()
  expect(await page.getByRole('navigation', { name: 'Administration' }).count()).toBe(1)
  await shoot(page, 'page-updated')
  expect(await violations(page)).toEqual([])
  expect(reloads).toBe(0)
  await page.unrouteAll()
  await page.getByRole('button', { name: 'Reload' }).click()
  await page.getByRole('heading', { level: 1, name: 'Audit log' }).waitFor()
  await closeAll(context)
})
