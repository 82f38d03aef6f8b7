import { describe, expect, test } from 'vitest'
import { closeAll, desk, overflow, phone, shoot, signIn, violations } from './browser.ts'

describe.each([
  ['desk-light', { size: desk, scheme: 'light' }],
  ['phone-dark', { size: phone, scheme: 'dark' }],
] as const)('%s', (name, look) => {
  test('the administration and one’s own page are accessible and fit', async () => {
    const { page, context, problems } = await signIn('admin@demo.vet', look)
    const found: string[] = []
    for (const path of [
      '/admin/people',
      '/admin/people?new=1',
      '/admin/roles',
      '/admin/audit',
      '/admin/hospital',
      '/profile',
    ]) {
      await page.goto(path)
      await page.locator('h1').first().waitFor({ state: 'attached' })
      await page.waitForLoadState('networkidle')
      await expect.poll(() => page.locator('.MuiSkeleton-root').count(), { timeout: 15_000 }).toBe(0)
      await shoot(page, `${name}${path.replaceAll(/\W+/g, '-')}`)
      found.push(...(await violations(page)).map((violation) => `${path}: ${violation}`))
      const beyond = await overflow(page)
      if (beyond > 0) found.push(`${path}: the page scrolls sideways by ${beyond} px`)
    }
    expect(found).toEqual([])
    expect(problems).toEqual([])
    await closeAll(context)
  })
})

test('an administrator makes a role, gives it, and takes a right from it: whoever holds it is signed out', async () => {
  const admin = await signIn('admin@demo.vet')
  const technician = await signIn('tomas.novak@demo.vet')
  const { page } = admin

  await page.getByRole('link', { name: 'Admin' }).click()
  await page.getByRole('link', { name: 'Roles' }).click()
  await page.getByRole('button', { name: 'New role' }).click()
  const naming = page.getByRole('dialog', { name: 'New role' })
  await naming.getByLabel('Name').fill('Night desk')
  await naming.getByLabel('What people in it do').fill('Answers the telephone at night.')
  await naming.getByLabel('Begin with the rights of').click()
  await page.getByRole('option', { name: 'Technician' }).click()
  await naming.getByRole('button', { name: 'Make the role' }).click()
  await naming.waitFor({ state: 'hidden' })

  await page.getByRole('link', { name: 'People' }).click()
  await page.getByRole('main').getByRole('link', { name: 'Tomas Novak' }).click()
  await page.getByRole('button', { name: 'Edit' }).click()
  const edit = page.getByRole('dialog', { name: 'Edit Tomas Novak' })
  await edit.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'Night desk' }).click()
  await edit.getByText('signed out everywhere').waitFor()
  await edit.getByRole('button', { name: 'Save' }).click()
  await edit.waitFor({ state: 'hidden' })
  // Thrown out within seconds, without a touch of his own.
  const again = technician.page.getByRole('dialog')
  await again.getByLabel('Password', { exact: true }).fill('demo-password', { timeout: 5_000 })
  await again.getByRole('button', { name: 'Go on working' }).click()
  await again.waitFor({ state: 'hidden' })

  await page.getByRole('link', { name: 'Roles' }).click()
  const box = page.getByRole('checkbox', { name: 'Night desk: Add and edit patients' })
  expect(await box.isChecked()).toBe(true)
  await box.press('Space')
  await page.getByText('1 right less, signs out 1 person').waitFor()
  await shoot(page, 'roles')
  // The arrow keys go from box to box; the neighbours of an own role's box are locked.
  await page.keyboard.press('ArrowUp')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(
    /^Night desk: /,
  )
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('region', { name: 'Changes to save' }).waitFor({ state: 'hidden' })
  await technician.page
    .getByRole('dialog')
    .getByLabel('Password', { exact: true })
    .waitFor({ timeout: 5_000 })
  expect([...admin.problems]).toEqual([])
  await closeAll(admin.context, technician.context)
})

test('a leaver’s visits are handed over, and the account closes while they work', async () => {
  const admin = await signIn('admin@demo.vet', { at: '/admin/people?q=walsh' })
  const leaver = await signIn('conor.walsh@demo.vet')
  const { page } = admin
  await page.getByRole('main').getByRole('link', { name: 'Conor Walsh' }).click()
  await page.getByRole('button', { name: 'Deactivate', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Deactivate Conor Walsh?' })
  const count = dialog.getByText(/visits are still booked/)
  const before = Number.parseInt(await count.innerText(), 10)
  expect(before).toBeGreaterThan(10)
  // A vet may be booked at all of these times: the next one is asked.
  const hand = dialog.getByRole('combobox', { name: /^Hand these 10/ })
  for (let choice = 0; Number.parseInt(await count.innerText(), 10) === before; choice++) {
    await hand.click()
    await page.getByRole('option').nth(choice).click()
    await expect.poll(() => hand.isEnabled(), { timeout: 30_000 }).toBe(true)
  }
  await shoot(page, 'deactivate')
  await dialog.getByRole('button', { name: 'Deactivate' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText('Deactivated', { exact: true }).waitFor()
  await leaver.page.getByRole('dialog').getByLabel('Password', { exact: true }).waitFor({ timeout: 5_000 })

  await page.getByRole('button', { name: 'New booking' }).click()
  const booking = page.getByRole('dialog', { name: 'New booking' })
  await booking.getByRole('combobox', { name: 'Vet' }).click()
  await page.getByRole('option', { name: 'Priya Sharma' }).waitFor()
  await expect.poll(() => page.getByRole('option', { name: 'Conor Walsh' }).count()).toBe(0)
  expect(admin.problems).toEqual([])
  await closeAll(admin.context, leaver.context)
})

test('a portrait of any size is cut, made small, and shown at once', async () => {
  const { page, context, problems } = await signIn('reception@demo.vet')
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Your account' }).click()
  const picture = await page.screenshot()
  await page.getByLabel('Picture').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: picture })
  const portrait = page.getByRole('main').locator('img')
  await portrait.waitFor()
  const size = await portrait.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))
  expect(size).toBe(256)
  await page.getByRole('button', { name: 'Edit' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit your details' })
  await dialog.getByLabel('Job title').fill('Front desk')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('main').getByText('Front desk').waitFor()
  await shoot(page, 'profile')
  expect(problems).toEqual([])
  await closeAll(context)
})
