import { expect, test } from 'vitest'
import { closeAll, loaded, overflow, phone, picture, shoot, signIn, violations } from './browser.ts'

test('an administrator changes what an e-mail says, and sees mistakes before it is saved', async () => {
  const { page, context, problems } = await signIn('admin@demo.vet', { at: '/admin/message-templates' })
  await page.getByRole('row').nth(3).waitFor()
  await loaded(page)
  await picture(page, 'message-wordings')
  await page.getByRole('button', { name: 'Edit Free time' }).click()
  const dialog = page.getByRole('dialog', { name: 'Free time' })
  const preview = dialog.getByRole('region', { name: 'Preview' })
  await preview.getByText('A free time for Bella').waitFor()
  await dialog.getByLabel('Subject').fill('{{ animal }} can come')
  await preview.getByRole('alert').getByText('This message has no {{ animal }}').waitFor()
  await shoot(page, 'message-wording-wrong')
  await dialog.getByLabel('Subject').fill('{{ pet }} can come')
  await preview.getByText('Bella can come').waitFor()
  await picture(page, 'message-wording')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page
    .getByRole('row', { name: /Free time/ })
    .getByText('Version 1')
    .waitFor()
  await closeAll(context)

  const small = await signIn('admin@demo.vet', {
    at: '/admin/message-templates',
    size: phone,
    scheme: 'dark',
  })
  await small.page.getByRole('button', { name: 'German' }).click()
  await small.page.getByRole('button', { name: 'Edit Free time' }).click()
  await small.page.getByRole('region', { name: 'Preview' }).getByText('Bella can come').waitFor()
  await shoot(small.page, 'message-wording-phone')
  expect(await overflow(small.page)).toBe(0)
  expect(await violations(small.page)).toEqual([])
  expect([...problems, ...small.problems]).toEqual([])
  await closeAll(small.context)
})
