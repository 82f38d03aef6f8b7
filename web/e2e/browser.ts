import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject } from 'vitest'

export const demoPassword = 'demo-password'

export const desk = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

/** Where the hospital is that no file of another worker changes meanwhile. */
export const webOfWorker = (): string => inject('hospitals').webs[Number(process.env['VITEST_POOL_ID']) - 1]!

/** Its time zone, in which the run is in the morning. */
export const clinicZone = (): string => inject('hospitals').timeZone

/** The browser of the file, in which every person has a context of their own. */
export let browser: Browser

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: inject('hospitals').chromium,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
})
afterAll(() => browser.close())

interface Look {
  size?: { width: number; height: number }
  scheme?: 'light' | 'dark'
  /** Where the hospital is, when it is not the one of the run. */
  web?: string
  /** The page that is opened first. */
  at?: string
}

/** As the web client sends it: by the hash of an operation that the gateway knows. */
const { Login: login } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../schema/operations.json'), 'utf8'),
) as { Login: string }
const loginHash = createHash('sha256').update(login).digest('hex')

/** A browser of one person, signed in without the form, on the first page. Its problems are collected. */
export async function signIn(email: string, look: Look = {}) {
  const { size = desk, scheme = 'light', web = webOfWorker(), at = '/' } = look
  const context = await browser.newContext({
    viewport: size,
    colorScheme: scheme,
    baseURL: web,
    timezoneId: 'Pacific/Auckland',
    locale: 'en-GB',
    hasTouch: size.width < 600,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  const answer = await context.request.post('/graphql', {
    headers: { 'apollo-require-preflight': '1' },
    data: {
      operationName: 'Login',
      variables: { input: { email, password: demoPassword } },
      extensions: { persistedQuery: { version: 1, sha256Hash: loginHash } },
    },
  })
  expect(await answer.json()).toHaveProperty('data.login.expiresIn')
  await page.goto(at)
  // Behind a dialog that is open at once it is no navigation to a screen reader.
  await page.locator('nav:visible').first().waitFor()
  return { context, page, problems }
}

/** Saves what a person would see into SHOTS_DIR, for a person to look at. */
export async function shoot(page: Page, name: string) {
  const folder = process.env['SHOTS_DIR']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** A picture of docs/guide/, made anew when GUIDE_PICTURES is set. */
export async function picture(page: Page, name: string) {
  await shoot(page, name)
  if (!process.env['GUIDE_PICTURES']) return
  const folder = join(import.meta.dirname, '../../docs/guide')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** Waits until nothing is loading any more. */
export const loaded = async (page: Page) => {
  await page.waitForLoadState('networkidle')
  await expect.poll(() => page.locator('.MuiSkeleton-root').count(), { timeout: 15_000 }).toBe(0)
}

/** Types a day into its field, in the order in which the demo hospital writes it. */
export async function typeDate(within: Page | Locator, label: string, date: string) {
  const field = within.getByRole('group', { name: label })
  await field.getByRole('spinbutton').first().click()
  const [year, month, day] = date.split('-')
  await field.page().keyboard.type(`${day}${month}${year}`)
}

/** The day that a field shows. */
export async function dateIn(within: Page | Locator, label: string): Promise<string> {
  const field = within.getByRole('group', { name: label })
  await field.waitFor()
  return (await field.getByRole('spinbutton').allTextContents()).reverse().join('-')
}

/** By how many pixels a page scrolls sideways. */
export const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

export const closeAll = (...contexts: BrowserContext[]) =>
  Promise.all(contexts.map((context) => context.close()))

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8')

interface Violation {
  id: string
  help: string
  nodes: Array<{ target: unknown; failureSummary?: string }>
}

/** Waits until nothing moves or changes its colour any more but what does so for ever. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    const passing = () =>
      document
        .getAnimations()
        .filter(
          ({ effect, playState }) =>
            playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
        )
    while (passing().length > 0) await Promise.allSettled(passing().map(({ finished }) => finished))
  })

/** What axe finds against WCAG 2.2 AA and good practice; evaluated, because the page's policy allows no foreign script. */
export async function violations(page: Page): Promise<string[]> {
  await settled(page)
  await page.evaluate(axe)
  const found = await page.evaluate(async () => {
    const { run } = (
      window as unknown as { axe: { run: (node: Document) => Promise<{ violations: unknown[] }> } }
    ).axe
    return (await run(document)).violations
  })
  return (found as Violation[]).flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${help} at ${JSON.stringify(target)} ${failureSummary ?? ''}`,
    ),
  )
}

/** Takes the steps of a visit that is not today: a reason is asked for each. */
export async function takeOnAnotherDay(page: Page, steps: readonly string[]) {
  const drawer = page
    .getByRole('dialog')
    .filter({ has: page.getByRole('group', { name: 'What to do with the visit' }) })
  for (const step of steps) {
    await drawer.getByRole('button', { name: step }).click()
    const asked = page.getByRole('dialog', { name: `${step} on another day?` })
    await asked.getByLabel('Reason').fill('The owner came early')
    await asked.getByRole('button', { name: `${step} today` }).click()
    await asked.waitFor({ state: 'hidden' })
  }
}
