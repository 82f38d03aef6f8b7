import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { closeAll, demoPassword, phone, shoot, signIn, violations } from './browser.ts'

/** Somebody chooses a PIN on their own page; answers their name. */
async function choosePin(email: string, pin: string): Promise<string> {
  const { context, page } = await signIn(email, { at: '/profile' })
  await page.getByRole('button', { name: 'Choose a PIN' }).click()
  const dialog = page.getByRole('dialog', { name: 'Choose a PIN' })
  await dialog.getByLabel(/^PIN/).fill(pin)
  await dialog.getByLabel('Your password').fill(demoPassword)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Change PIN' }).waitFor()
  await shoot(page, 'profile-devices')
  const label = await page.getByRole('button', { name: /^Account of/ }).textContent()
  await closeAll(context)
  return /Account of (.*)$/.exec(label ?? '')![1]!
}

const locked = (page: Page) => page.getByRole('main', { name: 'This workstation is locked' })

async function press(page: Page, pin: string) {
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click()
  await page.getByRole('button', { name: 'Enter' }).click()
}

test('AU8: at a shared workstation a PIN changes over, the screen stays, and whoever leaves is covered', async () => {
  const receptionist = await choosePin('reception@demo.vet', '4711')
  const vet = await choosePin('vet@demo.vet', '8052')

  const { context, page, problems } = await signIn('admin@demo.vet', { at: '/admin/workstations' })
  await page.getByRole('button', { name: 'Make this browser one' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Front desk left')
  await dialog.getByRole('button', { name: 'Share this browser' }).click()
  await page.getByText('This browser', { exact: true }).waitFor()
  await shoot(page, 'workstations')
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()

  // The next person comes by face and PIN, with big keys.
  await page.clock.install()
  await page.goto('/login')
  await page.getByRole('button', { name: receptionist }).click()
  await page.getByRole('group', { name: `PIN of ${receptionist}` }).waitFor()
  await press(page, '0815')
  await page.getByText('This is not the PIN.').waitFor()
  await press(page, '4711')
  await page.getByRole('button', { name: 'New booking' }).first().click()
  const booking = page.getByRole('dialog', { name: 'New booking' })
  await booking.getByLabel('Reason for the visit').fill('Half a sentence')

  // Left for a moment: nothing beneath can be seen or reached, and all of it is there afterwards.
  await page.keyboard.press('Control+l')
  await locked(page).waitFor()
  expect(await booking.count()).toBe(0)
  expect(await violations(page)).toEqual([])
  await shoot(page, 'locked')
  await page.keyboard.type('4711')
  await page.keyboard.press('Enter')
  await locked(page).waitFor({ state: 'hidden' })
  expect(await booking.getByLabel('Reason for the visit').inputValue()).toBe('Half a sentence')

  // Somebody else comes by meanwhile: what is not saved waits, covered, while they work in a tab of their own.
  await page.keyboard.press('Control+l')
  await page.getByRole('button', { name: 'Somebody else' }).click()
  await page.getByRole('button', { name: vet }).click()
  await page.getByRole('group', { name: `PIN of ${vet}` }).waitFor()
  await page.keyboard.type('8052')
  await page.keyboard.press('Enter')
  await page.getByRole('alertdialog', { name: `${receptionist} has unsaved input in a form` }).waitFor()
  expect(await violations(page)).toEqual([])
  await shoot(page, 'left-behind')
  const [beside] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: 'Work in a new tab' }).click(),
  ])
  await beside.getByRole('button', { name: `Account of ${vet}` }).waitFor()
  expect(await locked(page).isVisible()).toBe(true)
  await beside.keyboard.press('Control+l')
  await locked(beside).waitFor()
  await beside.close()
  await page.getByRole('group', { name: `PIN of ${receptionist}` }).waitFor()
  await page.keyboard.type('4711')
  await page.keyboard.press('Enter')
  await locked(page).waitFor({ state: 'hidden' })
  expect(await booking.getByLabel('Reason for the visit').inputValue()).toBe('Half a sentence')
  await booking.getByRole('button', { name: 'Close' }).first().click()
  await page.getByRole('button', { name: 'Discard' }).click()

  // Somebody else goes on at the page that is open.
  await page.goto('/patients')
  await page.getByRole('heading', { name: 'Patients' }).waitFor()
  // A page that was just opened asks whether it is a workstation's.
  await page.waitForLoadState('networkidle')
  const photos = () => page.locator('main img').count()
  const before = await photos()
  await page.keyboard.press('Control+l')
  await page.getByRole('button', { name: 'Somebody else' }).click()
  await shoot(page, 'who-are-you')
  await page.getByRole('button', { name: vet }).click()
  await page.keyboard.type('8052')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: `Account of ${vet}` }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/patients')
  await expect.poll(photos).toBe(before)

  // Nobody touches it for five minutes, which count from when the page knows who has taken over.
  for (let tries = 0; tries < 5 && !(await locked(page).isVisible()); tries++) {
    await page.clock.fastForward('05:05')
    await locked(page)
      .waitFor({ timeout: 3_000 })
      .catch(() => {})
  }
  await locked(page).waitFor()
  await page.setViewportSize(phone)
  await page.getByRole('group', { name: `PIN of ${vet}` }).waitFor()
  await shoot(page, 'locked-phone')
  expect(await page.getByRole('heading', { name: 'Patients' }).count()).toBe(0)
  await page.keyboard.type('8052')
  await page.keyboard.press('Enter')
  await locked(page).waitFor({ state: 'hidden' })
  await page.getByRole('heading', { name: 'Patients' }).waitFor()
  expect(problems.filter((problem) => !/401|UNAUTHENTICATED/.test(problem))).toEqual([])
  await closeAll(context)
})

test('an API client is created with a secret that is shown once, and uses the graph with it', async () => {
  const { context, page } = await signIn('admin@demo.vet', { at: '/admin/api-clients' })
  await page.getByRole('button', { name: 'New API client' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Northside Lab')
  await dialog.getByLabel(/^What it is for/).fill('Sends results. Ask Iris, ext. 12.')
  await dialog.getByLabel('See patients', { exact: true }).check()
  await shoot(page, 'api-client')
  await dialog.getByRole('button', { name: 'Create' }).click()
  const shown = page.getByRole('dialog', { name: 'The secret of Northside Lab' })
  await shown.waitFor()
  await shoot(page, 'secret')
  const [id, secret] = await shown.locator('code').allTextContents()
  await shown.getByRole('button', { name: 'I have copied it' }).click()
  const { origin } = new URL(page.url())
  const form = { grant_type: 'client_credentials', client_id: id!, client_secret: secret! }
  const given = await fetch(`${origin}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) })
  const { access_token: token } = (await given.json()) as { access_token: string }
  const answer = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ pets(first: 1) { nodes { name } } }' }),
  })
  expect(await answer.json()).toMatchObject({ data: { pets: { nodes: [{ name: expect.any(String) }] } } })
  await page.reload()
  await page.getByText('Northside Lab').waitFor()
  expect(await page.content()).not.toContain(secret)
  await shoot(page, 'api-clients')
  await closeAll(context)
})
