import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { Hospital } from '../../gateway/src/testing/hospital.ts'
import {
  closeAll,
  demoPassword,
  desk,
  browser,
  phone,
  shoot,
  signIn,
  violations,
  webOfWorker,
} from './browser.ts'
import { linkTo } from './mailbox.ts'

async function visitor(web = webOfWorker(), size = desk) {
  const context = await browser.newContext({ viewport: size, baseURL: web, locale: 'en-GB' })
  return { context, page: await context.newPage() }
}

const logIn = async (page: Page, email: string, password: string) => {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('an owner signs up, confirms the address, signs in, forgets the password and chooses another', async () => {
  const { page, context } = await visitor()
  const email = 'niamh.kelly@example.test'
  await page.goto('/')
  await page.getByRole('link', { name: /Sign up/ }).click()
  await page.getByLabel('First name').fill('Niamh')
  await page.getByLabel('Last name').fill('Kelly-Brandt')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('password123')
  await page.getByRole('button', { name: 'Sign up' }).click()
  await page.getByText(/among the first that others would try/).waitFor()
  expect(await page.getByLabel('First name').inputValue()).toBe('Niamh')
  await page.getByLabel('Password', { exact: true }).fill('seven lazy otters swim')
  await page.getByRole('button', { name: 'Sign up' }).click()
  await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor()
  await page.getByRole('link', { name: 'To the sign-in' }).click()
  await logIn(page, email, 'seven lazy otters swim')
  await page.getByText(/first follow the link/).waitFor()

  await page.goto(await linkTo(email, '/verify'))
  await page.getByLabel('Password', { exact: true }).fill('seven lazy otters swim')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByRole('link', { name: 'Go on' }).click()
  await logIn(page, email, 'seven lazy otters swim')
  await page.getByRole('heading', { name: 'Hello, Niamh' }).waitFor()
  await context.clearCookies()

  await page.goto('/forgot')
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor()
  await page.goto(await linkTo(email, '/reset'))
  await page.getByLabel('New password').fill('four grey seals dive')
  await page.getByRole('button', { name: 'Set the password' }).click()
  await page.getByRole('link', { name: 'To the sign-in' }).click()
  await logIn(page, email, 'seven lazy otters swim')
  await page.getByText(/do not belong together/).waitFor()
  await page.getByLabel('Password', { exact: true }).fill('four grey seals dive')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Hello, Niamh' }).waitFor()
  await closeAll(context)
})

test('AU7: somebody with a client’s name waits for the desk, which connects them, and keeps their details right', async () => {
  const web = webOfWorker()
  const desks = await signIn('reception@demo.vet', { web, at: '/clients' })
  const link = desks.page.getByRole('main').locator('a[href^="/clients/"]').first()
  const client = (await link.innerText()).split('\n').at(-1)!.trim()
  const clientPage = (await link.getAttribute('href'))!
  const [firstName, ...rest] = client.split(' ')
  const { page, context } = await visitor()
  const email = 'portal.claim@example.test'
  await page.goto('/register')
  await page.getByLabel('First name').fill(firstName!)
  await page.getByLabel('Last name').fill(rest.join(' '))
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('seven lazy otters swim')
  await page.getByRole('button', { name: 'Sign up' }).click()
  await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor()
  await page.goto(await linkTo(email, '/verify'))
  await page.getByLabel('Password', { exact: true }).fill('seven lazy otters swim')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByRole('link', { name: 'Go on' }).click()
  await logIn(page, email, 'seven lazy otters swim')
  await page.getByText('We are looking for your animals').waitFor()
  await shoot(page, 'portal-waiting')

  // The desk, which has the list open, is told.
  await desks.page.getByRole('heading', { name: 'Portal sign-ups' }).waitFor()
  await shoot(desks.page, 'clients-sign-ups')
  expect(await violations(desks.page)).toEqual([])
  await desks.page
    .getByRole('button', { name: `It is this client: ${client}` })
    .first()
    .click()
  await desks.page.getByRole('button', { name: 'Connect' }).click()
  await desks.page.getByText(`Connected with ${client}`).waitFor()

  const waiting = page.getByText('We are looking for your animals')
  await expect
    .poll(
      async () => {
        if (await waiting.isVisible()) await page.getByRole('button', { name: 'Look again' }).click()
        return waiting.isVisible()
      },
      { timeout: 15_000 },
    )
    .toBe(false)

  // From then on they keep their telephone and address right themselves; the desk sees it at once.
  await desks.page.goto(clientPage)
  await desks.page.getByRole('heading', { name: client }).waitFor()
  await page.goto('/profile')
  await page.getByRole('button', { name: 'Edit telephone and address' }).click()
  const reach = page.getByRole('dialog', { name: 'Telephone and address' })
  await reach.getByLabel('Phone').fill('12')
  await reach.getByRole('button', { name: 'Save' }).click()
  await reach.getByRole('textbox', { name: 'Phone' }).and(page.locator('[aria-invalid=true]')).waitFor()
  await reach.getByLabel('Phone').fill('+353 86 765 4321')
  await reach.getByLabel('Street').fill('2 Grand Canal Quay')
  await shoot(page, 'portal-reach')
  expect(await violations(page)).toEqual([])
  await reach.getByRole('button', { name: 'Save' }).click()
  await reach.waitFor({ state: 'hidden' })
  await desks.page.getByRole('link', { name: '+353 86 765 4321' }).waitFor()
  await desks.page.getByText('2 Grand Canal Quay').waitFor()
  await shoot(page, 'portal-profile')
  await closeAll(context, desks.context)
})

test('somebody changes the own password in the profile, and signs in with the new one', async () => {
  const [email, first, next] = [
    'profile@example.test',
    'nine loud crows call',
    'four grey seals dive',
  ] as const
  const { page, context } = await visitor()
  await page.goto('/register')
  await page.getByLabel('First name').fill('Pia')
  await page.getByLabel('Last name').fill('Profil')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(first)
  await page.getByRole('button', { name: 'Sign up' }).click()
  await page.goto(await linkTo(email, '/verify'))
  await page.getByLabel('Password', { exact: true }).fill(first)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByRole('link', { name: 'Go on' }).click()
  await logIn(page, email, first)
  await page.getByRole('heading', { name: 'Hello, Pia' }).waitFor()
  await page.goto('/profile')
  await page.getByLabel('Current password').fill('wrong')
  await page.getByLabel('New password').fill(next)
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByText('This is not your password.').waitFor()
  await page.getByLabel('Current password').fill(first)
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByText(/Your password is changed/).waitFor()
  await shoot(page, 'profile')
  expect(await violations(page)).toEqual([])
  await context.clearCookies()
  await page.goto('/login')
  await logIn(page, email, next)
  await page.getByRole('heading', { name: 'Hello, Pia' }).waitFor()
  await closeAll(context)
})

test('a session that ends while somebody types asks for the password, and what was typed is saved', async () => {
  const { page, context } = await signIn('reception@demo.vet', { at: '/clients?new=1' })
  const dialog = page.getByRole('dialog', { name: /client/i })
  await dialog.getByLabel('First name').fill('Orla')
  await dialog.getByLabel('Last name').fill('Unlost')
  await page.evaluate(() =>
    fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'mutation { logout }' }),
    }),
  )
  const again = page.getByRole('dialog', { name: 'Please sign in again' })
  await again.waitFor()
  await again.getByLabel('Password', { exact: true }).fill(demoPassword)
  await again.getByRole('button', { name: 'Go on working' }).click()
  await again.waitFor({ state: 'detached' })
  expect(await dialog.getByLabel('First name').inputValue()).toBe('Orla')
  await dialog.getByRole('button', { name: /Add|Save/ }).click()
  await page.getByRole('heading', { name: 'Orla Unlost' }).waitFor()
  await closeAll(context)
})

describe.each([
  ['desk', desk],
  ['phone', phone],
] as const)('%s', (name, size) => {
  test('the pages before the door are accessible', async () => {
    const { page, context } = await visitor(undefined, size)
    const found: string[] = []
    for (const path of [
      '/login',
      '/register',
      '/forgot',
      '/verify#made-up',
      '/reset#made-up',
      '/invitation#made-up',
    ]) {
      await page.goto('about:blank')
      await page.goto(path)
      await page.locator('h1').waitFor()
      await shoot(page, `${name}-entry-${/\w+/.exec(path)![0]}`)
      found.push(...(await violations(page)).map((violation) => `${path}: ${violation}`))
    }
    await page.getByLabel('New password').fill('four grey seals dive')
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByText(/has been used, is too old/).waitFor()
    expect(found).toEqual([])
    await closeAll(context)
  })
})

test('an empty system asks at every address to be set up, once, and opens', async () => {
  const hospital = await Hospital.start({ DATABASE_URL: '', DEMO: 'off' })
  try {
    const { page, context } = await visitor(hospital.ready.web)
    for (const path of ['/', '/login', '/clients', '/register']) {
      await page.goto(path)
      await page.getByRole('heading', { name: 'Set up your hospital' }).waitFor()
    }
    await shoot(page, 'set-up')
    expect(await violations(page)).toEqual([])
    await page.getByLabel('The hospital’s name').fill('Harbour Vets')
    await page.getByLabel('Name on the door').fill('Harbour Street')
    await page.getByLabel('Address').fill('12 Harbour Street')
    await page.getByLabel('First name').fill('Ruth')
    await page.getByLabel('Last name').fill('Malone')
    await page.getByLabel('E-mail').fill('ruth@harbour.example')
    await page.getByLabel('Password', { exact: true }).fill('seven lazy otters swim')
    await page.getByRole('button', { name: 'Open the hospital' }).click()
    await page.getByRole('navigation').first().waitFor()
    await shoot(page, 'set-up-done')
    const late = await visitor(hospital.ready.web)
    await late.page.goto('/')
    await late.page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await closeAll(context, late.context)
  } finally {
    await hospital.stop()
  }
})
