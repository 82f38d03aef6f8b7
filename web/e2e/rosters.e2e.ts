import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeAll, loaded, openBrowser, overflow, phone, picture, signIn, violations } from './browser.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('an administrator adds an appointment type with buffers and rules for online booking', async () => {
  const { page, context, problems } = await signIn(browser, 'admin@demo.vet', {
    at: '/admin/appointment-types',
  })
  await loaded(page)
  await picture(page, 'appointment-types')
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'New type' }).click()
  const dialog = page.getByRole('dialog', { name: 'New appointment type' })
  await dialog.getByLabel('Name').fill('Ultrasound')
  await dialog.getByRole('textbox', { name: 'Minutes', exact: true }).fill('7')
  await dialog.getByLabel('Cleaning, minutes').fill('10')
  await dialog.getByLabel('Rabbit').fill('20')
  await dialog.getByLabel('Who books it online').click()
  await page.getByRole('option', { name: 'Clients with an account' }).click()
  await dialog.getByLabel('Most a day').fill('4')
  await page.keyboard.press('Enter')
  await dialog.getByText('A visit takes 5 to 480 minutes').waitFor()
  await dialog.getByRole('textbox', { name: 'Minutes', exact: true }).fill('40')
  await picture(page, 'appointment-type')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('textbox', { name: 'Minutes', exact: true }).press('Enter')
  await page.getByText('Ultrasound can be booked now.').waitFor()
  await page.getByText('Clients · 24 h notice · 90 days ahead · 4 a day').waitFor()
  expect(problems).toEqual([])

  const small = await signIn(browser, 'admin@demo.vet', {
    size: phone,
    scheme: 'dark',
    at: '/admin/appointment-types',
  })
  await loaded(small.page)
  await picture(small.page, 'appointment-types-phone')
  expect(await violations(small.page)).toEqual([])
  expect(await overflow(small.page)).toBeLessThanOrEqual(0)
  await closeAll(context, small.context)
})

test('an administrator paints a shift, sees which visits leave breaks, moves them, and closes the location', async () => {
  const { page, context, problems } = await signIn(browser, 'admin@demo.vet', { at: '/admin/rosters' })
  await loaded(page)
  await picture(page, 'rosters')
  expect(await violations(page)).toEqual([])

  await page.getByRole('button', { name: 'Week after' }).click()
  await loaded(page)
  const cell = page.getByRole('button', { name: /^Tomas Novak, .*: / }).last()
  const box = (await cell.boundingBox())!
  await page.mouse.move(box.x + box.width * 0.3, box.y + 10)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.6, box.y + 10, { steps: 4 })
  await page.mouse.up()
  await page.getByRole('button', { name: 'Save the roster of Tomas Novak' }).waitFor()
  await page.getByRole('button', { name: 'Discard what is not saved' }).click()
  await cell.focus()
  await page.keyboard.press('Enter')
  const day = page.getByRole('dialog', { name: /^Tomas Novak/ })
  await day.getByLabel('Shifts').fill('8-12, 13:00-17:30')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /08:00–12:00, 13:00–17:30/ }).waitFor()
  await page.getByRole('button', { name: 'Save the roster of Tomas Novak' }).click()
  const save = page.getByRole('dialog', { name: 'Save the roster of Tomas Novak' })
  await save.getByText('No booked visit is affected.').waitFor()
  await save.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The roster of Tomas Novak is saved.').waitFor()

  await page.getByRole('button', { name: 'Leave of Aoife Byrne' }).click()
  const leave = page.getByRole('dialog', { name: 'Leave of Aoife Byrne' })
  const affected = leave.getByRole('region', { name: 'Affected visits' })
  await affected.waitFor()
  await picture(page, 'rosters-leave')
  expect(await violations(page)).toEqual([])
  await affected.getByLabel('Days later').fill('70')
  await affected.getByRole('button', { name: /^Move/ }).click()
  await affected.getByText('At most 60 days').waitFor()
  await leave.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The leave of Aoife Byrne is saved.').waitFor()
  await page.getByText(/^Aoife Byrne: Annual leave/).waitFor()

  await page.getByRole('button', { name: 'Close the location' }).click()
  const closing = page.getByRole('dialog', { name: /^Close / })
  await closing.getByLabel('Why').fill('Water damage')
  await closing.getByRole('region', { name: 'Affected visits' }).waitFor()
  await picture(page, 'closure')
  await closing.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: /^Remove Water damage/ }).click()
  await page.getByRole('button', { name: /^Remove Water damage/ }).waitFor({ state: 'hidden' })
  expect(problems).toEqual([])

  const small = await signIn(browser, 'admin@demo.vet', { size: phone, scheme: 'dark', at: '/admin/rosters' })
  await loaded(small.page)
  await picture(small.page, 'rosters-phone')
  expect(await violations(small.page)).toEqual([])
  expect(await overflow(small.page)).toBeLessThanOrEqual(0)
  await closeAll(context, small.context)
})
