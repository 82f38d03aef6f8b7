import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeAll, desk, phone, shoot, signIn, takeOnAnotherDay, violations } from './browser.ts'
import { openHalfHospital } from './half-hospital.ts'

const sizes = [
  ['desk', desk],
  ['phone', phone],
] as const

const notAnswering = 'This part is not answering right now'

describe('while the bills’ part is dead', () => {
  let half: Awaited<ReturnType<typeof openHalfHospital>>
  beforeAll(async () => {
    half = await openHalfHospital('billing')
  })
  afterAll(() => half.close())

  test('a visit goes on to its end, and its invoice appears by itself when the part is back', async () => {
    const { page, context } = await signIn('vet@demo.vet', { web: half.hospital.ready.web })
    await page.goto(`/?date=${half.day}`)
    await page.getByText('Live', { exact: true }).first().waitFor()
    await half.apart.kill()
    await page
      .locator('[data-appointment]')
      .filter({ hasText: /Confirmed|Scheduled/ })
      .first()
      .click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText('Invoice not available').waitFor()
    await takeOnAnotherDay(page, ['Check in', 'Start exam', 'Complete exam'])
    await drawer.getByRole('button', { name: 'Check out' }).waitFor()
    await shoot(page, 'bills-outage-visit')
    await half.apart.start()
    await drawer.getByText(/€\d+/).first().waitFor({ timeout: 30_000 })
    await page.getByText('A part of the system does not answer.').waitFor({ state: 'hidden' })
    await shoot(page, 'bills-outage-over')
    await closeAll(context)
  })

  test.each(sizes)('the day and the patients stand, only the bills are missing (%s)', async (name, size) => {
    await half.apart.start()
    const { page, context } = await signIn('reception@demo.vet', {
      web: half.hospital.ready.web,
      size,
    })
    await half.apart.kill()
    await page.goto(`/?date=${half.day}`)
    await page.locator('[data-appointment]').first().waitFor()
    expect(await page.getByText('Patient not available').count()).toBe(0)
    await shoot(page, `bills-outage-${name}-today`)
    await page.goto('/invoices')
    await page.getByText(notAnswering).waitFor()
    await shoot(page, `bills-outage-${name}-invoices`)
    expect(await violations(page)).toEqual([])
    await page.goto('/patients')
    await page.getByRole('main').getByRole('link').first().click()
    await page.waitForURL(/\/patients\/./)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await shoot(page, `bills-outage-${name}-patient`)
    await page.goto('/invoices')
    await page.getByText(notAnswering).waitFor()
    await half.apart.start()
    await page.getByText(notAnswering).waitFor({ state: 'hidden', timeout: 30_000 })
    await page.getByRole('main').getByRole('link').first().waitFor()
    await closeAll(context)
  })
})

describe('while the diary’s part is dead', () => {
  let half: Awaited<ReturnType<typeof openHalfHospital>>
  beforeAll(async () => {
    half = await openHalfHospital('scheduling')
  })
  afterAll(() => half.close())

  test.each(sizes)(
    'people and bills can be looked up, and the day comes back by itself (%s)',
    async (name, size) => {
      await half.apart.start()
      const { page, context } = await signIn('reception@demo.vet', {
        web: half.hospital.ready.web,
        size,
      })
      await half.apart.kill()
      await page.goto(`/?date=${half.day}`)
      await page.getByText(notAnswering).waitFor()
      await shoot(page, `diary-outage-${name}-today`)
      expect(await violations(page)).toEqual([])
      for (const place of ['clients', 'patients', 'invoices']) {
        await page.goto(`/${place}`)
        await page.getByRole('main').getByRole('link').first().waitFor()
        await shoot(page, `diary-outage-${name}-${place}`)
      }
      await page.goto('/patients')
      await page.getByRole('main').getByRole('link').first().click()
      await page.waitForURL(/\/patients\/./)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.getByText('A part of the system does not answer.').waitFor()
      await shoot(page, `diary-outage-${name}-patient`)
      await page.goto(`/?date=${half.day}`)
      await page.getByText(notAnswering).waitFor()
      await half.apart.start()
      await page.locator('[data-appointment]').first().waitFor({ timeout: 30_000 })
      await closeAll(context)
    },
  )
})
