import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Apart } from '../../gateway/src/testing/apart.ts'
import type { Hospital } from '../../gateway/src/testing/hospital.ts'
import { closeAll, phone, shoot, signIn, violations } from './browser.ts'
import { openHalfHospital } from './half-hospital.ts'

let hospital: Hospital
let clinical: Apart
/** A day on which somebody comes. */
let day: string
let close: () => Promise<void>

beforeAll(async () => {
  ;({ hospital, apart: clinical, day, close } = await openHalfHospital('clinical'))
})
beforeEach(() => clinical.start())
afterAll(async () => {
  await close()
})

const open = (look: { size?: typeof phone; scheme?: 'dark' } = {}) =>
  signIn('reception@demo.vet', { ...look, web: hospital.ready.web })

const chips = (page: Page) => page.locator('[data-appointment]')
const nameless = (page: Page) => chips(page).filter({ hasText: 'Patient not available' })
const banner = (page: Page) => page.getByText('A part of the system does not answer.')

test('the day board stands while the patients’ part is dead, and the names appear by themselves', async () => {
  await clinical.kill()
  const { page, context } = await open()
  await page.goto(`/?date=${day}`)
  await nameless(page).first().waitFor()
  expect(await nameless(page).count()).toBe(await chips(page).count())
  await banner(page).waitFor()
  await shoot(page, 'outage-board')
  await chips(page).first().click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('Owner not available').waitFor()
  await shoot(page, 'outage-visit')
  await drawer.getByRole('button', { name: 'Close details' }).click()
  await clinical.start()
  await nameless(page).first().waitFor({ state: 'detached' })
  expect(await nameless(page).count()).toBe(0)
  await banner(page).waitFor({ state: 'hidden' })
  await shoot(page, 'outage-over')
  await closeAll(context)
})

test('every other page says what is missing, on a phone too', async () => {
  await clinical.kill()
  for (const [name, look] of [
    ['desk', {}],
    ['phone', { size: phone }],
    ['phone-dark', { size: phone, scheme: 'dark' }],
  ] as const) {
    const { page, context } = await open(look)
    await page.goto(`/?date=${day}`)
    await nameless(page).first().waitFor()
    await banner(page).waitFor()
    await shoot(page, `outage-${name}-today`)
    expect(await violations(page)).toEqual([])
    for (const place of ['clients', 'patients']) {
      await page.goto(`/${place}`)
      await page.getByText('This part is not answering right now').waitFor()
      await shoot(page, `outage-${name}-${place}`)
    }
    await page.goto('/invoices')
    await page.getByText('Client not available').first().waitFor()
    await shoot(page, `outage-${name}-invoices`)
    expect(await violations(page)).toEqual([])
    await page.getByRole('main').getByRole('link').first().click()
    await page.getByRole('dialog').getByText('Patient not available').waitFor()
    await shoot(page, `outage-${name}-invoice`)
    await page.goto('/stock')
    await page
      .getByText('On hand here')
      .or(page.getByRole('list', { name: 'Stock' }))
      .first()
      .waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('bella')
    await page.getByRole('dialog').getByRole('alert').waitFor()
    await shoot(page, `outage-${name}-search`)
    await page.keyboard.press('Escape')
    await page.keyboard.press('n')
    await page.getByRole('combobox', { name: 'Patient' }).fill('bella')
    await page
      .getByText(/does not answer right now/)
      .last()
      .waitFor()
    await shoot(page, `outage-${name}-booking`)
    await closeAll(context)
  }
})

test('who was known stays on the screen, and what another desk does still arrives', async () => {
  const { page, context } = await open()
  await page.goto(`/?date=${day}`)
  await page.getByText('Live', { exact: true }).first().waitFor()
  const confirmed = chips(page).filter({ hasText: 'Confirmed' }).first()
  const id = (await confirmed.getAttribute('data-appointment'))!
  const visit = page.locator(`[data-appointment="${id}"]`)
  const name = (await visit.textContent())!.split(/\d\d:\d\d/)[0]!
  expect(name).not.toBe('')
  await clinical.kill()
  const checkedIn = await hospital.graphql(
    await hospital.signIn('ADMIN'),
    'mutation ($id: ID!) { checkInAppointment(id: $id, otherDayReason: "Came early") { status } }',
    { id },
  )
  expect(checkedIn.errors).toEqual([])
  await visit.filter({ hasText: 'Arrived' }).waitFor()
  expect(await visit.textContent()).toContain(name)
  await banner(page).waitFor()
  await clinical.start()
  await banner(page).waitFor({ state: 'hidden' })
  expect(await nameless(page).count()).toBe(0)
  await closeAll(context)
})

test('a write that the dead part refuses keeps what was typed, and one that happened is told as one', async () => {
  const { page, context } = await open()
  await page.goto('/clients')
  await page.getByRole('main').getByRole('link').first().click()
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Notes').fill('Rings twice')
  await clinical.kill()
  await form.getByRole('button', { name: 'Save' }).click()
  await form
    .getByRole('alert')
    .getByText(/does not answer right now/)
    .waitFor()
  await shoot(page, 'outage-refused')
  await form.getByLabel('Notes').press('Escape')
  await page.getByRole('alertdialog').waitFor()
  await shoot(page, 'outage-asked')
  await page.getByRole('button', { name: 'Keep editing' }).click()
  expect(await form.getByLabel('Notes').inputValue()).toBe('Rings twice')
  await clinical.start()
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'hidden' })

  await page.goto(`/?date=${day}`)
  await chips(page).first().waitFor()
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog', { name: 'New booking' })
  await page.getByRole('combobox', { name: 'Patient' }).fill('bella')
  await page.getByRole('option').first().click()
  await page.getByRole('combobox', { name: 'Kind of visit' }).click()
  await page.getByRole('option', { name: /Check-up/ }).click()
  await dialog.getByRole('radio').last().click()
  await clinical.kill()
  await dialog.getByRole('button', { name: /^Book / }).click()
  await page.getByText(/is booked on/).waitFor()
  await dialog.waitFor({ state: 'hidden' })
  await shoot(page, 'outage-booked')
  await closeAll(context)
})
