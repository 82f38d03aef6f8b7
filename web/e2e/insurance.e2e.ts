import { expect, test } from 'vitest'
import { closeAll, loaded, overflow, phone, picture, shoot, signIn, typeDate, violations } from './browser.ts'

test('the desk notes a policy, claims an invoice and settles the claim; the client sees how far it is', async () => {
  const client = await signIn('owner@demo.vet', { size: phone, scheme: 'dark', at: '/' })
  const link = client.page.locator('a[href^="/animals/"]').first()
  await link.waitFor()
  const petId = (await link.getAttribute('href'))!.replace(/.*animals\/|[?#].*/g, '')

  const desk = await signIn('reception@demo.vet', { at: `/patients/${petId}` })
  const { page } = desk
  const section = page.locator('#insurance')
  await section.getByRole('button', { name: 'Add policy' }).click()
  const policy = page.getByRole('dialog', { name: /^Policy of/ })
  await policy.getByRole('button', { name: 'Add policy' }).click()
  await policy.getByText('Insurer is needed.').waitFor()
  await policy.getByLabel('Insurer').fill('Harbour Mutual')
  await policy.getByLabel('Policy number').fill('HM-2211')
  await typeDate(policy, 'Valid from', '2020-01-01')
  await policy.getByLabel('Cover (%)').fill('80')
  await policy.getByLabel('Excess').fill('50')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await policy.waitFor({ state: 'hidden' })
  await section.getByText('HM-2211').waitFor()
  await section.scrollIntoViewIfNeeded()
  await loaded(page)
  await picture(page, 'insurance-policy')
  expect(await violations(page)).toEqual([])

  // Two lines, of which one is claimed: the other is the gap.
  await page.locator('#invoices').getByRole('button', { name: 'New invoice' }).click()
  const panel = page.getByRole('dialog', { name: 'Draft invoice' })
  await panel.getByRole('button', { name: 'Edit lines' }).click()
  const editor = page.getByRole('dialog', { name: 'Edit invoice' })
  for (const [text, found] of [
    ['x-ray', 'X-ray, two views'],
    ['collar', 'Recovery collar'],
  ] as const) {
    await editor.getByLabel('Add a line').pressSequentially(text)
    await page.getByRole('option', { name: found }).waitFor()
    await page.keyboard.press('Enter')
    await editor.getByRole('group', { name: new RegExp(found) }).waitFor()
  }
  await editor.getByRole('button', { name: 'Save' }).click()
  await editor.waitFor({ state: 'hidden' })
  await panel.getByRole('button', { name: 'Finalise' }).click()
  await page.getByRole('dialog', { name: 'Finalise this invoice?' }).waitFor()
  await page.keyboard.press('Enter')
  const invoice = page.getByRole('dialog', { name: /^Invoice / })
  await invoice.getByRole('button', { name: 'Claim from insurer' }).click()
  const claim = page.getByRole('dialog', { name: 'Claim from insurer' })
  await claim.getByLabel('What was treated').fill('Torn ligament of the left knee, since Monday')
  await claim.getByRole('checkbox', { name: /collar/ }).uncheck()
  expect(await violations(page)).toEqual([])
  await shoot(page, 'insurance-draft')
  await claim.getByRole('button', { name: 'Draft the claim' }).click()
  await claim.waitFor({ state: 'hidden' })
  await invoice.getByRole('button', { name: 'Submit' }).click()
  const claims = invoice.getByRole('list', { name: 'Claims' })
  await claims.getByText('Submitted', { exact: true }).waitFor()
  await invoice.getByText('Of it the client pays now').waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    claims.getByRole('button', { name: 'Claim as PDF' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('insurance-claim.pdf')
  await claims.scrollIntoViewIfNeeded()
  await loaded(page)
  await picture(page, 'insurance-claim')
  expect(await violations(page)).toEqual([])

  const { page: mine } = client
  await mine.goto('/my-payments')
  await mine.getByText(/claimed from Harbour Mutual/).waitFor()
  await loaded(mine)
  await shoot(mine, 'insurance-portal-phone')
  expect(await violations(mine)).toEqual([])
  expect(await overflow(mine)).toBe(0)

  const address = page.url()
  await page.goto('/claims')
  await page.getByRole('table', { name: 'Insurance claims' }).getByText('Harbour Mutual').last().waitFor()
  await loaded(page)
  await picture(page, 'insurance-claims')
  expect(await violations(page)).toEqual([])
  await page.goto(address)
  await claims.getByRole('button', { name: 'Settle' }).click()
  const settle = page.getByRole('dialog', { name: 'Settle the claim' })
  await settle.getByLabel(/^Paid by the insurer/).fill('60')
  await settle.getByLabel('Reference').fill('HM 77')
  expect(await violations(page)).toEqual([])
  await shoot(page, 'insurance-settle')
  await page.keyboard.press('Enter')
  await settle.waitFor({ state: 'hidden' })
  await claims.getByText('Settled', { exact: true }).waitFor()
  await invoice.getByRole('list', { name: 'Payments' }).getByText('Insurer').waitFor()
  await invoice.getByText('Of it the client pays now').waitFor({ state: 'hidden' })
  await mine.getByText(/Harbour Mutual has paid €60.00/).waitFor()
  expect([...desk.problems, ...client.problems]).toEqual([])
  await closeAll(desk.context, client.context)
})

test('the work list of claims shows on a phone what became of them', async () => {
  const { context, page, problems } = await signIn('vet@demo.vet', {
    size: phone,
    scheme: 'dark',
    at: '/claims?status=SETTLED',
  })
  await page.getByRole('list', { name: 'Insurance claims' }).getByText('Settled').first().waitFor()
  await loaded(page)
  await shoot(page, 'insurance-claims-phone')
  expect(await violations(page)).toEqual([])
  expect(await overflow(page)).toBe(0)
  expect(problems).toEqual([])
  await closeAll(context)
})
