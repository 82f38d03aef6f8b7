import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  closeAll,
  loaded,
  openBrowser,
  overflow,
  phone,
  picture,
  shoot,
  signIn,
  violations,
} from './browser.ts'

const aPdf = Buffer.from(
  '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n',
)

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('an owner tells in the portal that an animal has died, and the desk takes a mistake back', async () => {
  const desk = await signIn(browser, 'reception@demo.vet', { scheme: 'dark', at: '/patients' })
  const reports = desk.page.getByRole('region', { name: 'Deaths reported by owners' })
  await reports.getByRole('listitem').first().waitFor()
  await loaded(desk.page)
  await shoot(desk.page, 'patients-deaths-dark')

  const { page, context, problems } = await signIn(browser, 'owner@demo.vet', { size: phone })
  const card = page.getByRole('list', { name: 'Your animals' }).getByRole('heading', { level: 2 }).first()
  const name = (await card.innerText()).trim()
  await card.getByRole('link').click()
  await page.getByRole('button', { name: 'Tell us here' }).click()
  const dialog = page.getByRole('dialog', { name: `${name} has died` })
  await dialog.getByLabel('Anything you would like us to know').fill('Peacefully, at home.')
  expect(await violations(page)).toEqual([])
  await picture(page, 'portal-death')
  await dialog.getByRole('button', { name: 'Tell the hospital' }).click()
  await page.getByText('We are sorry for your loss').waitFor()
  await shoot(page, 'portal-condolence')
  expect(await violations(page)).toEqual([])
  expect(await overflow(page)).toBe(0)
  await page.getByRole('link', { name: 'Your animals' }).click()
  await page.getByRole('region', { name: 'In memory' }).getByRole('link', { name }).waitFor()
  await loaded(page)
  await shoot(page, 'portal-in-memory')

  const reported = reports.getByRole('listitem').filter({ has: desk.page.getByRole('link', { name }) })
  await reported.first().waitFor()
  await desk.page.emulateMedia({ colorScheme: 'light' })
  await picture(desk.page, 'patients-deaths')
  expect(await violations(desk.page)).toEqual([])
  await reported.first().getByRole('link', { name }).click()
  await desk.page.getByText(/The owner reported .* that/).waitFor()
  await loaded(desk.page)
  await shoot(desk.page, 'chart-death-reported')
  expect(await violations(desk.page)).toEqual([])
  await desk.page.getByRole('button', { name: `Undo the death of ${name}` }).click()
  await desk.page.getByText(`${name} is active again`).waitFor()
  expect(desk.problems).toEqual([])
  expect(problems).toEqual([])
  await closeAll(context, desk.context)
})

test('an owner asks for a change in the portal, and the desk accepts it or says why not', async () => {
  const desk = await signIn(browser, 'reception@demo.vet', { at: '/patients' })
  const asked = desk.page.getByRole('region', { name: 'Changes asked for by owners' })
  await asked.getByRole('listitem').first().waitFor()

  const { page, context, problems } = await signIn(browser, 'owner@demo.vet', { size: phone, scheme: 'dark' })
  const card = page.getByRole('list', { name: 'Your animals' }).getByRole('heading', { level: 2 }).last()
  const name = (await card.innerText()).trim()
  await card.getByRole('link').click()
  await page.getByRole('button', { name: `Edit ${name}` }).click()
  const dialog = page.getByRole('dialog', { name: `Edit ${name}` })
  await dialog.getByLabel('Colour and marks').fill('Black, white socks')
  await dialog.getByText('The hospital looks at what you change').waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, 'portal-edit')
  await dialog.getByRole('button', { name: 'Send to the hospital' }).click()
  const about = page.getByRole('region', { name: 'About' })
  await about.getByText('You asked for this').waitFor()
  await shoot(page, 'portal-asked')
  expect(await violations(page)).toEqual([])
  expect(await overflow(page)).toBe(0)

  await asked.getByText('Black, white socks').waitFor()
  await loaded(desk.page)
  expect(await violations(desk.page)).toEqual([])
  await picture(desk.page, 'patients-edits')
  await desk.page.getByRole('button', { name: `Refuse the change of ${name}` }).click()
  const refusal = desk.page.getByRole('dialog')
  await refusal.getByLabel('Reason').fill('The passport says otherwise.')
  await refusal.getByRole('button', { name: 'Refuse' }).click()
  await about.getByText('The passport says otherwise.').waitFor()

  await page.getByRole('button', { name: `Edit ${name}` }).click()
  await dialog.getByLabel('Colour and marks').fill('Black')
  await dialog.getByRole('button', { name: 'Send to the hospital' }).click()
  await desk.page.getByRole('button', { name: `Accept the change of ${name}` }).click()
  await about.getByText('Black', { exact: true }).waitFor()
  await about.getByText('You asked for this').waitFor({ state: 'hidden' })
  expect(desk.problems).toEqual([])
  expect(problems).toEqual([])
  await closeAll(context, desk.context)
})

test('the administrator decides what owners may change in the portal', async () => {
  const { page, context, problems } = await signIn(browser, 'admin@demo.vet', { at: '/admin/portal' })
  const choice = page.getByRole('radio', { name: /Not at all/ })
  await choice.waitFor()
  await loaded(page)
  expect(await violations(page)).toEqual([])
  await picture(page, 'portal-settings')
  await choice.click()
  await page.getByText('Saved. It counts from now on.').waitFor()
  const owner = await signIn(browser, 'owner@demo.vet')
  await owner.page.getByRole('list', { name: 'Your animals' }).getByRole('link').first().click()
  await owner.page.getByRole('region', { name: 'About' }).getByText('Species').waitFor()
  await loaded(owner.page)
  await shoot(owner.page, 'portal-desk')
  expect(await owner.page.getByRole('button', { name: /^Edit / }).count()).toBe(0)
  await page.getByRole('radio', { name: /After staff/ }).click()
  await page.getByRole('radio', { name: /After staff/, checked: true }).waitFor()
  expect([...problems, ...owner.problems]).toEqual([])
  await closeAll(context, owner.context)
})

test('an owner sends photos and a document from a phone, is told what is refused, and staff see whose they are', async () => {
  const { page, context, problems } = await signIn(browser, 'owner@demo.vet', { size: phone })
  const card = page.getByRole('list', { name: 'Your animals' }).getByRole('heading', { level: 2 }).first()
  const name = (await card.innerText()).trim()
  await card.getByRole('link').click()
  const files = page.getByRole('region', { name: 'Files' })
  await files.getByRole('button', { name: 'Photo' }).waitFor()
  const chosen = page.waitForEvent('filechooser')
  await files.getByRole('button', { name: 'Add files' }).click()
  await (
    await chosen
  ).setFiles([
    { name: 'limping.png', mimeType: 'image/png', buffer: await page.screenshot() },
    { name: 'passport.pdf', mimeType: 'application/pdf', buffer: aPdf },
    { name: 'not-a-photo.jpg', mimeType: 'image/jpeg', buffer: aPdf },
    { name: 'clip.mov', mimeType: 'video/quicktime', buffer: Buffer.from('clip') },
  ])
  const dialog = page.getByRole('dialog', { name: 'Send files to the hospital' })
  await dialog.getByText('Only JPEG, PNG, WebP, PDF and DICOM can be added.').waitFor()
  await expect.poll(() => dialog.getByText(/Arrived/).count()).toBe(2)
  await expect.poll(() => dialog.getByRole('alert').count()).toBe(2)
  expect(await violations(page)).toEqual([])
  await picture(page, 'portal-send')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await files.getByRole('button', { name: /limping/ }).waitFor()
  await files.getByRole('button', { name: /passport/ }).waitFor()
  await loaded(page)
  await files.scrollIntoViewIfNeeded()
  await shoot(page, 'portal-sent')
  expect(await overflow(page)).toBe(0)

  const desk = await signIn(browser, 'reception@demo.vet', {
    scheme: 'dark',
    at: page.url().replace('/animals/', '/patients/') + '#files',
  })
  await desk.page.getByRole('heading', { level: 1, name }).waitFor()
  const tiles = desk.page.getByRole('region', { name: 'Files' }).getByRole('listitem')
  await expect.poll(() => tiles.filter({ hasText: 'From the owner' }).count()).toBe(2)
  await loaded(desk.page)
  await desk.page.getByRole('region', { name: 'Files' }).scrollIntoViewIfNeeded()
  await shoot(desk.page, 'chart-from-owner')
  expect(await violations(desk.page)).toEqual([])
  expect(desk.problems).toEqual([])
  // What is refused answers 4xx, which browsers write down.
  expect(problems.filter((problem) => !problem.includes('400'))).toEqual([])
  await closeAll(context, desk.context)
})
