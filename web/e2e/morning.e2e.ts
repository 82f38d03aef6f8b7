import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { Temporal } from 'temporal-polyfill'
import {
  clinicZone,
  closeAll,
  dateIn,
  loaded,
  overflow,
  phone,
  picture,
  shoot,
  signIn,
  takeOnAnotherDay,
  typeDate,
  violations,
} from './browser.ts'

/** A weekday some days ahead, on which the demo hospital is open and not full. */
function aWeekday(daysAhead: number): string {
  let day = Temporal.Now.plainDateISO(clinicZone()).add({ days: daysAhead })
  while (day.dayOfWeek > 5) day = day.add({ days: 1 })
  return day.toString()
}

async function choosePatient(page: Page, search: string) {
  await page.getByRole('combobox', { name: 'Patient' }).fill(search)
  await page.getByRole('option').first().click()
}

async function chooseKind(page: Page, kind: string) {
  await page.getByRole('combobox', { name: 'Kind of visit' }).click()
  await page.getByRole('option', { name: new RegExp(kind) }).click()
}

/** Opens the booking dialog and fills all but the time; answers the dialog. */
async function beginBooking(page: Page, date: string, reason: string) {
  await page.getByRole('button', { name: 'New booking' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New booking' })
  await choosePatient(page, 'bella')
  await dialog.getByLabel('Reason for the visit').fill(reason)
  // Opened over another day's board, the dialog begins with that day.
  const shown = new URL(page.url()).searchParams.get('date')
  if (shown) expect(await dateIn(dialog, 'Day')).toBe(shown)
  await typeDate(dialog, 'Day', date)
  const answered = page.waitForResponse((response) => response.request().postData()?.includes(date) === true)
  await Promise.all([answered, chooseKind(page, 'Check-up')])
  await dialog.getByText('Looking for free times').waitFor({ state: 'hidden' })
  await dialog.getByRole('radio').first().waitFor()
  return dialog
}

const chip = (page: Page, text: string) => page.locator('[data-appointment]').filter({ hasText: text })

test('a morning at the front desk: what one browser does, the other shows without a reload', async () => {
  const date = aWeekday(8)
  const reception = await signIn('reception@demo.vet')
  const vet = await signIn('vet@demo.vet')
  await Promise.all([reception.page.goto(`/?date=${date}`), vet.page.goto(`/?date=${date}`)])
  await vet.page.locator('[data-appointment]').first().waitFor()

  const reason = 'Limping since Sunday'
  const dialog = await beginBooking(reception.page, date, reason)
  const slot = dialog.getByRole('radio').last()
  const time = (await slot.getAttribute('aria-label'))!.slice(0, 5)
  await slot.click()
  await shoot(reception.page, 'booking')
  await dialog.getByRole('button', { name: `Book ${time}` }).click()
  await dialog.waitFor({ state: 'hidden' })

  const seen = vet.page.locator('[data-appointment]').filter({ hasText: 'Bella' }).filter({ hasText: time })
  await seen.first().waitFor({ timeout: 5_000 })

  await seen.first().click()
  const drawer = vet.page.getByRole('dialog')
  await drawer.getByText(reason).waitFor()
  await shoot(vet.page, 'visit')
  await takeOnAnotherDay(vet.page, ['Check in', 'Start exam', 'Complete exam'])
  await drawer.getByRole('button', { name: 'Check out' }).waitFor()
  // The other desk sees how far the visit is, and the invoice that completing drafted.
  const mine = reception.page
    .locator('[data-appointment]')
    .filter({ hasText: 'Bella' })
    .filter({ hasText: time })
  await mine.filter({ hasText: 'Ready' }).first().waitFor({ timeout: 5_000 })
  await mine.first().click()
  await reception.page.getByRole('dialog').getByText('€73.78').waitFor({ timeout: 10_000 })
  await shoot(reception.page, 'invoiced')
  expect([...reception.problems, ...vet.problems]).toEqual([])
  await closeAll(reception.context, vet.context)
})

test('AP6: two pets of one household are booked, arrive and are shown together', async () => {
  const date = aWeekday(9)
  const { page, context, problems } = await signIn('vet@demo.vet')
  await page.goto(`/?date=${date}`)
  const dialog = await beginBooking(page, date, 'Yearly check-up')
  const slot = dialog.getByRole('radio').nth(2)
  const time = (await slot.getAttribute('aria-label'))!.slice(0, 5)
  await slot.click()
  await dialog.getByRole('group', { name: 'Comes with' }).getByRole('checkbox').first().check()
  await picture(page, 'household-visit-book')
  await dialog.getByRole('button', { name: `Book ${time}` }).click()
  await page.getByText(/^Bella and \w+ are booked/).waitFor()
  await chip(page, time).filter({ hasText: 'Bella' }).first().click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('Comes with').waitFor()
  await picture(page, 'household-visit')
  await takeOnAnotherDay(page, ['Check in'])
  await page.getByRole('button', { name: 'Close details' }).click()
  const arrived = chip(page, 'Arrived')
  await expect.poll(() => arrived.count()).toBe(2)
  expect(problems).toEqual([])
  await closeAll(context)
})

test('AP1: a time taken meanwhile is a conflict beside the time, with alternatives, and nothing typed is lost', async () => {
  const date = aWeekday(15)
  const slow = await signIn('reception@demo.vet')
  const fast = await signIn('vet@demo.vet')
  const reason = 'Itchy ears, second opinion'
  const first = await beginBooking(slow.page, date, reason)
  const second = await beginBooking(fast.page, date, 'Booster')
  const label = (await first.getByRole('radio').first().getAttribute('aria-label'))!
  await first.getByRole('radio', { name: label }).click()
  await second.getByRole('radio', { name: label }).click()
  // The slow desk loses its live connection, so it cannot know.
  await slow.page.routeWebSocket(/graphql/, () => {})
  const answered = fast.page.waitForResponse(
    (response) =>
      response.url().endsWith('/graphql') &&
      response.request().postData()?.includes('BookAppointment') === true,
  )
  await Promise.all([answered, second.getByRole('button', { name: /^Book / }).click()])
  const submit = first.getByRole('button', { name: /^Book / })
  if (await submit.isEnabled()) await submit.click()
  const alert = first.getByRole('alert').or(first.getByRole('status').filter({ hasText: 'no longer free' }))
  await alert.first().waitFor()
  await shoot(slow.page, 'conflict')
  expect(await first.getByLabel('Reason for the visit').inputValue()).toBe(reason)
  const free = first.getByRole('alert').getByRole('button').first()
  await ((await free.count()) > 0 ? free.click() : first.getByRole('radio').nth(2).click())
  await first.getByRole('button', { name: /^Book / }).click()
  await first.waitFor({ state: 'hidden' })
  await closeAll(slow.context, fast.context)
})

test('AP1: a time that is chosen while another one is being refused stays chosen', async () => {
  const date = aWeekday(16)
  const slow = await signIn('reception@demo.vet')
  const fast = await signIn('vet@demo.vet')
  const first = await beginBooking(slow.page, date, 'Itchy ears')
  const second = await beginBooking(fast.page, date, 'Booster')
  const label = (await first.getByRole('radio').first().getAttribute('aria-label'))!
  const book = (dialog: typeof first) => dialog.getByRole('button', { name: /^Book / })
  await slow.page.routeWebSocket(/graphql/, () => {})
  await second.getByRole('radio', { name: label }).click()
  await first.getByRole('radio', { name: label }).click()
  await book(second).click()
  await second.waitFor({ state: 'hidden' })
  // The refusal is on its way until the other time is chosen.
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await slow.page.route(/graphql/, async (route) => {
    if (route.request().postData()?.includes('BookAppointment')) await released
    await route.continue()
  })
  const asked = slow.page.waitForRequest(
    (request) => request.postData()?.includes('BookAppointment') === true,
  )
  await Promise.all([asked, book(first).click()])
  await first.getByRole('radio').nth(4).click()
  const refused = slow.page.waitForResponse(
    (response) => response.request().postData()?.includes('BookAppointment') === true,
  )
  release()
  await refused
  await book(first).click()
  await first.waitFor({ state: 'hidden' })
  await closeAll(slow.context, fast.context)
})

test('a visit is moved by dragging, and the other desk sees it move', async () => {
  const date = aWeekday(10)
  const one = await signIn('reception@demo.vet')
  const two = await signIn('vet@demo.vet')
  await Promise.all([one.page.goto(`/?date=${date}`), two.page.goto(`/?date=${date}`)])
  const dialog = await beginBooking(one.page, date, 'To be moved')
  await dialog.getByRole('radio').last().click()
  await dialog.getByRole('button', { name: /^Book / }).click()
  await dialog.waitFor({ state: 'hidden' })
  const visit = chip(one.page, 'Bella').last()
  const id = (await visit.getAttribute('data-appointment'))!
  const at = (page: Page) => page.locator(`[data-appointment="${id}"]`)
  await at(two.page).waitFor()
  const before = (await at(two.page).textContent())!
  const told = one.page.getByText(/ (is now|stays) at /).first()
  const drag = async () => {
    await visit.hover({ position: { x: 30, y: 10 } })
    const box = (await visit.boundingBox())!
    await one.page.mouse.down()
    await one.page.mouse.move(box.x + 30, box.y - 20, { steps: 6 })
    await one.page.mouse.move(box.x + 30, box.y - 46, { steps: 6 })
    await one.page.getByText(/^Over /).waitFor({ state: 'attached' })
    await shoot(one.page, 'dragging')
    await one.page.mouse.up()
    await told.waitFor({ timeout: 10_000 })
  }
  // A drop that the browser loses is tried once more, as anybody would; one that is refused says why.
  await drag().catch(drag)
  expect(await told.textContent()).toContain('is now at')
  await expect.poll(() => at(two.page).textContent(), { timeout: 20_000 }).not.toBe(before)
  await closeAll(one.context, two.context)
})

test('a series is booked with each visit shown before, moved from one visit on, and cancelled (AP8)', async () => {
  const date = aWeekday(11)
  const { page, context, problems } = await signIn('reception@demo.vet')
  await page.goto(`/?date=${date}`)
  const booking = await beginBooking(page, date, 'Laser therapy')
  // The demo hospital has a vet on holiday five weeks ahead.
  const away = Temporal.Now.plainDateISO(clinicZone()).add({ days: 36 }).toString()
  await booking.getByRole('combobox', { name: 'Vet' }).click()
  await page.getByRole('option', { name: 'Aoife Byrne' }).click()
  await typeDate(booking, 'Day', away)
  await booking.getByText('Aoife Byrne is not on duty for long enough on this day.').waitFor()
  await picture(page, 'next-free-time')
  expect(await violations(page)).toEqual([])
  await booking.getByRole('button', { name: /^Next free: / }).click()
  await booking.getByRole('radio', { checked: true }).waitFor()
  await typeDate(booking, 'Day', date)
  await booking.getByRole('radio').last().click()
  await booking.getByRole('combobox', { name: 'Repeats' }).click()
  await page.getByRole('option', { name: 'Every week', exact: true }).click()
  await booking.getByLabel('Visits', { exact: true }).first().fill('4')
  await booking.getByRole('list', { name: 'Visits' }).getByRole('listitem').nth(3).waitFor()
  await booking.getByRole('listitem').nth(3).scrollIntoViewIfNeeded()
  await picture(page, 'series-book')
  expect(await violations(page)).toEqual([])
  await booking.getByRole('button', { name: /^Book [1-4] visits$/ }).click()
  await page.getByText(/ visits, the first on /).waitFor()
  const visit = page
    .locator('[data-appointment]')
    .filter({ hasText: 'Bella' })
    .filter({ hasText: 'of a series' })
  const address = `/?date=${date}&appointment=${await visit.last().getAttribute('data-appointment')}`
  await visit.last().click()
  await page.getByText('Every week, 4 visits').waitFor()

  await page.getByRole('button', { name: 'Move…' }).click()
  const move = page.getByRole('dialog', { name: 'Move Bella’s visit' })
  await move.getByRole('radio', { name: /^\d/ }).first().click()
  await move.getByRole('radio', { name: 'This and the following visits' }).click()
  await move.getByRole('listitem').nth(3).waitFor()
  await picture(page, 'series-move')
  expect(await violations(page)).toEqual([])
  await move.getByRole('button', { name: 'Move', exact: true }).click()
  await page.getByText(/ of the series are moved/).waitFor()

  const small = await signIn('reception@demo.vet', { size: phone, scheme: 'dark' })
  await small.page.goto(address)
  await loaded(small.page)
  await small.page.getByRole('button', { name: 'Series…' }).click()
  const series = small.page.getByRole('dialog', { name: 'Bella’s series' })
  await series.getByLabel('Visits', { exact: true }).first().fill('3')
  await series.getByText('is cancelled').waitFor()
  await picture(small.page, 'series-change-phone')
  expect(await violations(small.page)).toEqual([])
  expect(await overflow(small.page)).toBeLessThanOrEqual(0)

  await page.getByRole('button', { name: 'Cancel visit…' }).click()
  const cancel = page.getByRole('dialog', { name: /^Cancel / })
  await cancel.getByRole('radio', { name: 'All visits of the series' }).click()
  await cancel.getByRole('button', { name: 'Pet is better' }).click()
  await cancel.getByRole('button', { name: 'Cancel the visits' }).click()
  await page.getByText('Cancelled: Pet is better').waitFor()
  expect([...problems, ...small.problems]).toEqual([])
  await closeAll(context, small.context)
})

test('a lost live connection is shown, and so is its return', async () => {
  const { page, context } = await signIn('reception@demo.vet')
  await page.getByText('Live', { exact: true }).first().waitFor()
  await context.setOffline(true)
  await page
    .getByText(/Reconnecting|Offline/)
    .first()
    .waitFor({ timeout: 60_000 })
  await shoot(page, 'offline')
  await context.setOffline(false)
  await page
    .getByText(/Back online|Live/)
    .first()
    .waitFor({ timeout: 60_000 })
  await closeAll(context)
})
