import { freePort } from '../../subgraphs/kit/src/database/postgres.ts'
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Hospital } from '../../gateway/src/testing/hospital.ts'
import { TestIssuer } from '../../subgraphs/identity/src/openid/testing-issuer.ts'
import { demoPassword, desk, browser, phone, shoot, violations } from './browser.ts'

let hospital: Hospital
let university: TestIssuer

const person = (email: string) => ({ email, email_verified: true, name: email })

beforeAll(async () => {
  const port = await freePort()
  university = await TestIssuer.open(
    'university',
    {
      maria: person('owner@demo.vet'),
      rosa: person('reception@demo.vet'),
      stranger: person('stranger@example.test'),
    },
    { web: `http://localhost:${port}` },
  )
  const { issuer, clientId, clientSecret, label } = university.provider
  hospital = await Hospital.start({
    DATABASE_URL: '',
    PORT: String(port),
    OIDC_UNIVERSITY_ISSUER: issuer,
    OIDC_UNIVERSITY_CLIENT_ID: clientId,
    OIDC_UNIVERSITY_CLIENT_SECRET: clientSecret ?? '',
    OIDC_UNIVERSITY_LABEL: label,
  })
})
afterAll(async () => {
  await hospital?.stop()
  await university?.stop()
})

async function newPage(size = desk, scheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const context = await browser.newContext({
    viewport: size,
    colorScheme: scheme,
    baseURL: hospital.ready.web,
    locale: 'en-GB',
  })
  return context.newPage()
}

async function giveName(page: Page, email: string) {
  await page.goto('/login')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const isIn = (page: Page) => page.getByRole('navigation').first().waitFor()

/** What the device shows; a step from now when the present code has been used. */
const shown = (secret: string, steps = 0) =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 })

/** From the password to the recovery codes, in the dialog that is open. */
async function setUp(page: Page, name: string) {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Your password').fill(demoPassword)
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await dialog.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor()
  await shoot(page, `${name}-scan`)
  expect(await violations(page)).toEqual([])
  const secret = (await dialog.locator('code').innerText()).replaceAll(' ', '')
  await dialog.getByLabel('Code').fill('000000')
  await dialog.getByRole('button', { name: 'Enable' }).click()
  await dialog.getByText('This is not the code that the device shows now.').waitFor()
  await dialog.getByLabel('Code').fill(shown(secret))
  await page.keyboard.press('Enter')
  const list = dialog.getByRole('list', { name: 'Recovery codes' })
  await list.waitFor()
  const codes = await list.getByRole('listitem').allInnerTexts()
  expect(codes).toHaveLength(10)
  await shoot(page, `${name}-recovery-codes`)
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'I have kept them' }).click()
  await dialog.waitFor({ state: 'hidden' })
  return { secret, codes }
}

test('a vet sets a second factor up, and signs in with its code from then on', async () => {
  const page = await newPage()
  await giveName(page, 'vet@demo.vet')
  await isIn(page)
  await page.goto('/profile#second-factor')
  const section = page.getByRole('region', { name: 'Second factor' })
  await section.getByRole('button', { name: 'Set it up' }).click()
  const { secret, codes } = await setUp(page, 'second-factor')
  await section.getByText(/Signing in takes a code from your device/).waitFor()
  await section.scrollIntoViewIfNeeded()
  await shoot(page, 'second-factor-section')

  const other = await newPage(phone, 'dark')
  await giveName(other, 'vet@demo.vet')
  await other.getByLabel('Code').fill('000000')
  await other.keyboard.press('Enter')
  await other.getByText('This code is wrong, too old or was used before.').waitFor()
  await shoot(other, 'second-factor-step')
  expect(await violations(other)).toEqual([])
  await other.getByLabel('Code').fill(shown(secret, 1))
  await other.keyboard.press('Enter')
  await isIn(other)

  const lost = await newPage()
  await giveName(lost, 'vet@demo.vet')
  await lost.getByRole('button', { name: 'I do not have my device' }).click()
  await lost.getByLabel('Recovery code').fill(codes[0]!.toLowerCase())
  await lost.keyboard.press('Enter')
  await isIn(lost)

  await section.getByRole('button', { name: 'Turn it off' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Your password').fill(demoPassword)
  await dialog.getByLabel('Code').fill(codes[1]!)
  await page.keyboard.press('Enter')
  await section.getByRole('button', { name: 'Set it up' }).waitFor()
})

test('where a role demands a second factor nothing opens before it is set up; elsewhere’s account is asked for it too', async () => {
  const admin = await hospital.signIn('ADMIN')
  const { data } = await hospital.graphql(admin, '{ roles { id key version } }')
  const { roles } = data as { roles: Array<{ id: string; key: string; version: number }> }
  const { id, version } = roles.find(({ key }) => key === 'RECEPTIONIST')!
  const { errors } = await hospital.graphql(
    admin,
    'mutation($input: UpdateRoleInput!) { updateRole(input: $input) { id } }',
    { input: { id, version, requiresSecondFactor: true } },
  )
  expect(errors).toEqual([])

  const page = await newPage(phone)
  await giveName(page, 'reception@demo.vet')
  await page.getByRole('dialog').getByText('Your role demands one', { exact: false }).waitFor()
  await shoot(page, 'second-factor-demanded')
  const { codes } = await setUp(page, 'second-factor-phone')
  await isIn(page)

  const elsewhere = await newPage()
  await signInElsewhere(elsewhere, 'rosa')
  await elsewhere.getByRole('heading', { name: 'One more step' }).waitFor()
  await shoot(elsewhere, 'openid-second-factor')
  expect(new URL(elsewhere.url()).search).toBe('')
  await elsewhere.getByRole('button', { name: 'I do not have my device' }).click()
  await elsewhere.getByLabel('Recovery code').fill(codes[5]!)
  await elsewhere.keyboard.press('Enter')
  await isIn(elsewhere)
})

async function signInElsewhere(page: Page, login: string) {
  await page.goto('/login')
  await page.getByRole('button', { name: 'Sign in with The university' }).click()
  await page.locator('[name=login]').fill(login)
  await page.locator('[name=password]').fill('any')
  await page.locator('[type=submit]').click()
  await page.getByRole('button', { name: 'Continue' }).click()
}

test('a pet owner signs in with an account elsewhere; who has none here is told what to do', async () => {
  const page = await newPage()
  await page.goto('/login')
  await page.getByRole('button', { name: 'Sign in with The university' }).waitFor()
  await shoot(page, 'openid-login')
  expect(await violations(page)).toEqual([])
  await signInElsewhere(page, 'maria')
  await isIn(page)

  const stranger = await newPage(phone)
  await signInElsewhere(stranger, 'stranger')
  await stranger.getByText('There is no account here for stranger@example.test.', { exact: false }).waitFor()
  await shoot(stranger, 'openid-refused')
  expect(await violations(stranger)).toEqual([])
  await stranger.reload()
  await stranger.getByText('Nobody was signed in', { exact: false }).waitFor()
  await stranger.getByRole('link', { name: 'Back to signing in' }).click()
  await stranger.getByLabel('E-mail').waitFor()
})
