import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  closeAll,
  demoPassword,
  loaded,
  overflow,
  phone,
  picture,
  shoot,
  signIn,
  violations,
} from './browser.ts'

const records = (page: Page) => page.getByRole('region', { name: 'Medical records' })
const editor = (page: Page) => page.getByRole('group', { name: /New medical record|Edit the draft/ })
const saved = (page: Page) => editor(page).getByText(/^Saved at|All saved/)

/** The chart of a patient whom nobody else of this file writes about. */
async function openChart(page: Page, search: string): Promise<string> {
  await page.goto(`/patients?q=${search}`)
  await page.getByRole('main').getByRole('link').first().click()
  await page.waitForURL(/patients\/./)
  await records(page)
    .getByRole('article')
    .first()
    .or(records(page).getByText('Nothing is written'))
    .first()
    .waitFor()
  return page.url()
}

async function begin(page: Page) {
  await records(page).getByRole('button', { name: 'New record' }).click()
  await editor(page).getByRole('textbox', { name: 'Subjective' }).waitFor()
}

const card = (page: Page, text: string): Locator =>
  records(page).getByRole('article').filter({ hasText: text })

test('a vet writes the record of a visit from the board, signs it by keyboard, and it is final', async () => {
  const vet = await signIn('vet@demo.vet')
  const { page } = vet
  await page.locator('[data-appointment]').filter({ hasNotText: 'Grey tabby cat' }).first().click()
  const drawer = page.getByRole('dialog')
  const write = drawer.getByRole('link', { name: 'Write record' })
  await write.click()
  await editor(page).waitFor()
  // A draft that the demo began goes on; a new one begins empty.
  const word = 'Coughs at night since Friday, eats well.'
  const field = editor(page).getByRole('textbox', { name: 'Subjective' })
  await field.fill(word)
  // Text blocks are written by their name.
  const objective = editor(page).getByRole('textbox', { name: 'Objective' })
  await objective.fill('')
  await objective.pressSequentially('/norm')
  await editor(page).getByRole('button', { name: '/normal' }).waitFor()
  await objective.pressSequentially('al No fever.')
  expect(await objective.inputValue()).toMatch(/^Mucous membranes .* abdomen soft\. No fever\.$/)
  await editor(page).getByRole('textbox', { name: 'Assessment' }).fill('Kennel cough suspected.')
  await editor(page).getByRole('textbox', { name: 'Plan' }).fill('Rest for a week, recheck if no better.')
  await saved(page).waitFor()
  await picture(page, 'record-draft')

  await page.goto('/to-do')
  await page.getByRole('table').getByText('Kennel cough suspected.').first().waitFor()
  await page
    .getByRole('row')
    .filter({ hasText: 'Kennel cough suspected.' })
    .first()
    .getByRole('link')
    .first()
    .click()
  await editor(page).waitFor()

  await editor(page).getByRole('textbox', { name: 'Plan' }).press('Control+Enter')
  const dialog = page.getByRole('dialog', { name: 'Sign this record?' })
  await dialog.getByText('This cannot be changed afterwards').waitFor()
  await picture(page, 'record-sign')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  const signed = card(page, word)
  await signed.getByText('Signed', { exact: true }).waitFor()
  await signed.getByText('Released', { exact: true }).waitFor()
  expect(await signed.getByRole('button', { name: 'Continue' }).count()).toBe(0)

  await signed.getByRole('button', { name: 'Addendum…' }).click()
  await page.getByRole('dialog', { name: 'Addendum' }).getByLabel('What is added').fill('PCR: Bordetella.')
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
  await signed.getByText('PCR: Bordetella.').waitFor()
  await signed.getByLabel('Owner sees it').click()
  await signed.getByText('Not released').waitFor()
  await signed.scrollIntoViewIfNeeded()
  await picture(page, 'record-signed')

  await signed.getByRole('button', { name: 'Entered in error…' }).click()
  const retract = page.getByRole('dialog', { name: 'Entered in error?' })
  await retract.getByLabel('Reason').fill('Written into the wrong chart')
  await retract.getByRole('button', { name: 'Mark as entered in error' }).click()
  await retract.waitFor({ state: 'hidden' })
  await signed.getByText('Entered in error: Written into the wrong chart').waitFor()
  expect(await signed.getByRole('button').count()).toBe(0)
  await shoot(page, 'record-retracted')
  expect(await violations(page)).toEqual([])
  expect(vet.problems).toEqual([])
  await closeAll(vet.context)
})

test('a vet’s to-do page leads to the record of a visit, which moves live to the drafts to sign', async () => {
  const { page, context, problems } = await signIn('vet@demo.vet')
  await page.getByRole('navigation').getByRole('link', { name: 'Clinic' }).first().click()
  const visits = page.getByRole('table', { name: 'Today’s visits without a record' })
  const drafts = page.getByRole('table', { name: 'Drafts to sign' })
  await visits.getByRole('link').first().waitFor()
  const visit = (await visits.getByRole('link').first().getAttribute('href'))!
  const other = await context.newPage()
  await other.goto('/to-do')
  await other.locator(`a[href="${visit}"]`).press('Enter')
  const word = 'Sneezes at night, nose dry.'
  await editor(other).getByRole('textbox', { name: 'Subjective' }).fill(word)
  await editor(other).getByRole('textbox', { name: 'Assessment' }).fill(word)
  await saved(other).waitFor()
  await page.locator(`a[href="${visit}"]`).waitFor({ state: 'detached' })
  await drafts.getByText(word).waitFor()
  await loaded(page)
  await picture(page, 'to-do')
  expect(await overflow(page)).toBe(0)
  expect(await violations(page)).toEqual([])
  expect(problems).toEqual([])
  await closeAll(context)
})

test('MR3: two vets write one draft: each sees the other, and the second is shown both texts', async () => {
  const one = await signIn('vet@demo.vet')
  const two = await signIn('admin@demo.vet')
  const url = await openChart(one.page, 'max')
  await begin(one.page)
  const word = 'Limps after the walk.'
  await editor(one.page).getByRole('textbox', { name: 'Subjective' }).fill(word)
  await saved(one.page).waitFor()
  await two.page.goto(url)
  await card(two.page, word).getByRole('button', { name: 'Continue' }).click()
  await editor(two.page).getByRole('textbox', { name: 'Plan' }).fill('Rest.')
  await saved(two.page).waitFor()
  await editor(one.page).getByText('is writing in this draft too').waitFor()
  await editor(one.page).getByRole('textbox', { name: 'Plan' }).fill('X-ray.')
  await editor(one.page).getByText('Waits for your choice').waitFor()
  await picture(one.page, 'record-conflict')
  await editor(one.page).getByRole('button', { name: /both/i }).first().click()
  await editor(one.page).getByRole('button', { name: 'Go on with this choice' }).click()
  await saved(one.page).waitFor()
  expect(await editor(one.page).getByRole('textbox', { name: 'Plan' }).inputValue()).toBe('Rest.\n\nX-ray.')
  await closeAll(one.context, two.context)
})

test('MR1: what was typed outlives a lost connection, a reload, and the end of the session', async () => {
  const { page, context } = await signIn('vet@demo.vet')
  await openChart(page, 'rex')
  await begin(page)
  const word = `Vomits ${Date.now()}`
  await page.route('**/graphql', (route) => route.abort())
  await editor(page).getByRole('textbox', { name: 'Subjective' }).fill(word)
  await editor(page).getByText('Your text is kept on this computer.').waitFor()
  await page.unroute('**/graphql')
  page.on('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await saved(page).waitFor()
  expect(await editor(page).getByRole('textbox', { name: 'Subjective' }).inputValue()).toBe(word)

  await page.route('**/graphql', (route) => route.abort())
  await editor(page).getByRole('textbox', { name: 'Plan' }).fill('Bland diet.')
  await editor(page).getByText('Your text is kept on this computer.').waitFor()
  await context.clearCookies()
  await page.unroute('**/graphql')
  await page.reload()
  await page.getByLabel('E-mail').fill('vet@demo.vet')
  await page.getByLabel('Password', { exact: true }).fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await editor(page).waitFor()
  await saved(page).waitFor()
  expect(await editor(page).getByRole('textbox', { name: 'Plan' }).inputValue()).toBe('Bland diet.')
  await closeAll(context)
})

test('a second tab goes on with the draft of a visit that the first one has begun', async () => {
  const { page, context } = await signIn('vet@demo.vet')
  await page.locator('[data-appointment]').filter({ hasNotText: 'Grey tabby cat' }).nth(3).click()
  const href = await page.getByRole('dialog').getByRole('link', { name: 'Write record' }).getAttribute('href')
  const tab = await context.newPage()
  await Promise.all([page.goto(href!), tab.goto(href!)])
  await Promise.all([editor(page).waitFor(), editor(tab).waitFor()])
  const word = 'Sneezes at night, nose dry.'
  await editor(page).getByRole('textbox', { name: 'Subjective' }).fill(word)
  await saved(page).waitFor()
  await editor(tab).getByRole('textbox', { name: 'Plan' }).fill('Swab.')
  await expect
    .poll(() => editor(tab).getByRole('textbox', { name: 'Subjective' }).inputValue(), { timeout: 15_000 })
    .toBe(word)
  await saved(tab).waitFor()
  await closeAll(context)
})

test('an administrator keeps templates and text blocks, and a vet begins with them', async () => {
  const admin = await signIn('admin@demo.vet', { at: '/admin/record-templates' })
  const { page } = admin
  await page.getByRole('button', { name: 'New text block' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('home')
  await dialog.getByLabel('Text').fill('Sent home with instructions.')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '/home' }).waitFor()
  await picture(page, 'record-templates')
  expect(await violations(page)).toEqual([])
  await openChart(page, 'luna')
  await begin(page)
  await editor(page).getByLabel('Add a template').click()
  await page.getByRole('option', { name: 'Lameness' }).click()
  expect(await editor(page).getByRole('textbox', { name: 'Objective' }).inputValue()).toContain('Gait:')
  await saved(page).waitFor()
  await editor(page).getByRole('textbox', { name: 'Plan' }).pressSequentially('\n/home ')
  expect(await editor(page).getByRole('textbox', { name: 'Plan' }).inputValue()).toMatch(
    /Sent home with instructions\. $/,
  )
  await closeAll(admin.context)
})

test('on a phone in the dark a chart’s records, the editor and the dialogs fit and are accessible', async () => {
  const { page, context } = await signIn('vet@demo.vet', { size: phone, scheme: 'dark' })
  await openChart(page, 'bella')
  await records(page).scrollIntoViewIfNeeded()
  await shoot(page, 'record-phone-chart')
  await begin(page)
  await editor(page).getByRole('textbox', { name: 'Subjective' }).fill('Scratches.')
  await saved(page).waitFor()
  await shoot(page, 'record-phone-editor')
  expect(await overflow(page)).toBe(0)
  expect(await violations(page)).toEqual([])
  await editor(page)
    .getByRole('button', { name: /^Sign…/ })
    .click()
  await page.getByRole('dialog', { name: 'Sign this record?' }).waitFor()
  await shoot(page, 'record-phone-sign')
  expect(await violations(page)).toEqual([])
  await page.goto('/to-do')
  await page
    .getByText('Scratches.')
    .or(page.getByText('Everything is signed'))
    .or(page.getByText(/in \d+ h/))
    .first()
    .waitFor()
  await shoot(page, 'to-do-phone')
  expect(await overflow(page)).toBe(0)
  await closeAll(context)
})
