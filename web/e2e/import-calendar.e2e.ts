import { expect, test } from 'vitest'
import { closeAll, desk, loaded, overflow, phone, picture, shoot, signIn, violations } from './browser.ts'

/** A Tuesday in about ten weeks: nobody has booked that far ahead. */
function tuesdayAhead() {
  const day = new Date(Date.now() + 70 * 86_400_000)
  day.setUTCDate(day.getUTCDate() + ((9 - day.getUTCDay()) % 7))
  return day.toISOString().slice(0, 10)
}

const file = (pet: string, vet: string) => ({
  name: 'calendar.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      'date;time;type;vet;client;pet;note',
      `${tuesdayAhead()};11:00;Check-up;vet@demo.vet;owner@demo.vet;${pet};Brought from the other system`,
      `${tuesdayAhead()};12:00;Check-up;${vet};owner@demo.vet;${pet};`,
      `2019-03-04;10:00;Check-up;vet@demo.vet;owner@demo.vet;${pet};`,
    ].join('\r\n'),
  ),
})

test('AP16: an administrator sees line by line what an import would book, mends the file and books it once', async () => {
  const owner = await signIn('owner@demo.vet')
  const animals = owner.page.getByRole('list', { name: 'Your animals' }).getByRole('heading', { level: 2 })
  const pet = (await animals.last().innerText()).trim()
  const { page, context, problems } = await signIn('admin@demo.vet', { at: '/admin/import-calendar' })
  const choose = (vet: string) => page.locator('input[type=file]').setInputFiles(file(pet, vet))
  await choose('nobody@demo.vet')
  await page.getByText('Nothing is booked until every line is right.').waitFor()
  await page.getByRole('table', { name: 'Mistakes' }).getByText('Line 3').first().waitFor()
  await shoot(page, 'import-calendar-mistakes')
  expect(await violations(page)).toEqual([])

  await choose('vet@demo.vet')
  const visits = page.getByRole('table', { name: 'Visits of the file' })
  await visits.getByText('Will be booked').nth(1).waitFor()
  await visits.getByText('Left out: past').waitFor()
  await loaded(page)
  await picture(page, 'import-calendar')
  expect(await violations(page)).toEqual([])
  await page.setViewportSize(phone)
  await page.emulateMedia({ colorScheme: 'dark' })
  await loaded(page)
  await shoot(page, 'import-calendar-phone')
  expect(await violations(page)).toEqual([])
  expect(await overflow(page)).toBeLessThanOrEqual(0)

  await page.getByRole('button', { name: /^Book/ }).click()
  await page.getByText('Visits booked: 2.').waitFor()
  await page.setViewportSize(desk)
  await choose('vet@demo.vet')
  await visits.getByText('Imported before').nth(1).waitFor()
  await closeAll(owner.context, context)
  expect(problems).toEqual([])
})
