import { expect, test } from 'vitest'
import {
  closeAll,
  desk,
  loaded,
  browser,
  overflow,
  phone,
  picture,
  shoot,
  signIn,
  violations,
  webOfWorker,
} from './browser.ts'

test('P4: whoever has a pay-link pays one invoice at the provider, and the desk sees it at once', async () => {
  const { page, context } = await signIn('reception@demo.vet', { at: '/invoices?status=FINALISED' })
  await page
    .getByRole('table', { name: 'Invoices' })
    .getByRole('link', { name: /^Invoice/ })
    .first()
    .click()
  const panel = page.getByRole('dialog', { name: /^Invoice/ })
  await panel.getByRole('button', { name: 'New pay-link' }).click()
  const field = panel.getByLabel('Pay-link', { exact: true })
  await field.waitFor()
  await loaded(page)
  await field.scrollIntoViewIfNeeded()
  expect(await violations(page)).toEqual([])
  await picture(page, 'pay-link')
  const { hash, pathname } = new URL(await field.inputValue())
  expect(pathname).toBe('/pay')

  const elsewhere = await browser.newContext({
    viewport: phone,
    baseURL: webOfWorker(),
    locale: 'en-GB',
    colorScheme: 'dark',
  })
  const mine = await elsewhere.newPage()
  await mine.goto(`/pay${hash}`)
  await mine.getByRole('button', { name: 'Pay online' }).waitFor()
  expect(await violations(mine)).toEqual([])
  expect(await overflow(mine)).toBe(0)
  await picture(mine, 'pay-link-phone')
  await mine.getByRole('button', { name: 'Pay online' }).click()
  await mine.getByRole('button', { name: 'Decline' }).waitFor()
  expect(await violations(mine)).toEqual([])
  await picture(mine, 'pay-demo-provider')
  await mine.getByRole('button', { name: 'Decline' }).click()
  await mine.getByRole('button', { name: 'Pay online' }).click()
  await mine.getByRole('button', { name: 'Approve' }).click()
  await mine.getByRole('heading', { name: 'It is paid' }).waitFor()
  expect(await violations(mine)).toEqual([])
  await shoot(mine, 'pay-link-paid')

  await panel.getByText('Nothing is due').waitFor()
  await panel.getByRole('list', { name: 'Payments' }).getByText('Online').waitFor()
  await loaded(page)
  expect(await violations(page)).toEqual([])
  await shoot(page, 'pay-link-desk')
  await closeAll(context, elsewhere)
})

test('P4: a link that is none says so', async () => {
  const context = await browser.newContext({ viewport: desk, baseURL: webOfWorker(), locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto('/pay#nothing')
  await page.getByRole('heading', { name: 'This link does not work' }).waitFor()
  expect(await violations(page)).toEqual([])
  await shoot(page, 'pay-link-none')
  await closeAll(context)
})
