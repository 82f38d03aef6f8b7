import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { closeAll, loaded, overflow, phone, shoot, signIn, violations } from './browser.ts'

/** Drops files on the chart's files as a person drags them from a folder: a photo, and whatever is beside it. */
async function dropOn(page: Page, selector: string, beside: { name: string; content: string }) {
  const data = await page.evaluateHandle(async ({ name, content }) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 900, height: 700 })
    const pen = canvas.getContext('2d')!
    const sky = pen.createLinearGradient(0, 0, 900, 700)
    sky.addColorStop(0, '#4f7f8c')
    sky.addColorStop(1, '#e8c48a')
    pen.fillStyle = sky
    pen.fillRect(0, 0, 900, 700)
    pen.fillStyle = '#6b4a2b'
    pen.beginPath()
    pen.arc(450, 380, 210, 0, 7)
    pen.fill()
    const photo = await new Promise<Blob>((done) => canvas.toBlob((blob) => done(blob!), 'image/jpeg', 0.9))
    const dropped = new DataTransfer()
    dropped.items.add(new File([photo], 'In the garden.jpg', { type: 'image/jpeg' }))
    dropped.items.add(new File([content], name))
    return dropped
  }, beside)
  await page.dispatchEvent(selector, 'dragenter', { dataTransfer: data })
  await page.dispatchEvent(selector, 'drop', { dataTransfer: data })
}

const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`

test('two files are dragged into a chart, one becomes the patient’s photo, and radiographs are compared', async () => {
  const owner = await signIn('owner@demo.vet', { size: phone, scheme: 'dark' })
  const animal = (await owner.page.locator('li:has(img) a[href^="/animals/"]').first().getAttribute('href'))!
  const chart = animal.replace('animals', 'patients')

  const { context, page, problems } = await signIn('vet@demo.vet', { at: chart })
  const tiles = page.getByRole('list', { name: 'Files of the patient' })
  await tiles.getByRole('button').first().waitFor()
  await loaded(page)
  await dropOn(page, '#files ul', { name: 'Blood count.pdf', content: pdf })
  const dialog = page.getByRole('dialog', { name: 'Add files to the chart' })
  await expect.poll(() => dialog.getByText('Arrived').count()).toBe(2)
  await expect.poll(() => dialog.getByRole('button', { name: 'Add to chart' }).isEnabled()).toBe(true)
  expect(await violations(page)).toEqual([])
  await shoot(page, 'files-upload')
  await dialog.getByRole('button', { name: 'Add to chart' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await tiles.getByText('Blood count.pdf').waitFor()

  await tiles.getByRole('button', { name: /In the garden/ }).click()
  const viewer = page.getByRole('dialog', { name: 'In the garden.jpg' })
  await viewer.getByRole('img', { name: 'In the garden.jpg' }).waitFor()
  await viewer.getByRole('button', { name: 'Use as photo' }).click()
  await viewer.getByText('Patient’s photo').waitFor()
  await viewer.getByRole('button', { name: 'Close' }).click()
  await page.locator('header img').first().waitFor()
  await page.locator('#files').scrollIntoViewIfNeeded()
  await loaded(page)
  await shoot(page, 'files-chart')
  expect(await violations(page)).toEqual([])

  await tiles.getByRole('button', { name: /lateral 2/ }).click()
  const radiograph = page.getByRole('dialog', { name: /lateral 2/ })
  await radiograph.getByRole('img').first().waitFor()
  await radiograph.getByRole('combobox', { name: 'Compare with' }).click()
  await page.getByRole('option', { name: /lateral 1/ }).click()
  await expect.poll(() => radiograph.getByRole('img').count()).toBe(2)
  const first = radiograph.getByRole('img').first()
  const before = (await first.boundingBox())!
  await radiograph.getByRole('group').first().focus()
  await page.keyboard.press('+')
  await expect.poll(async () => (await first.boundingBox())!.width).toBeGreaterThan(before.width)
  await page.keyboard.press('0')
  await shoot(page, 'files-viewer')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')

  await tiles.getByRole('button', { name: /Blood count/ }).click()
  const result = page.getByRole('dialog', { name: 'Blood count.pdf' })
  await result.locator('iframe[src^="blob:"]').waitFor()
  await result.getByRole('button', { name: 'Show to owner' }).click()
  await result.getByText('Shown to owner').waitFor()
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    result.getByRole('button', { name: 'Download' }).click(),
  ])
  expect(saved.suggestedFilename()).toBe('Blood count.pdf')
  await shoot(page, 'files-pdf')
  const chooser = page.waitForEvent('filechooser')
  await result.getByRole('button', { name: 'New version' }).click()
  await (
    await chooser
  ).setFiles({
    name: 'Blood count, corrected.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(
      '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n',
    ),
  })
  const version = page.getByRole('dialog', { name: 'New version of a file' })
  await version.getByText('Arrived').waitFor()
  expect(await violations(page)).toEqual([])
  await shoot(page, 'files-version')
  await version.getByRole('button', { name: 'Replace' }).click()
  await version.waitFor({ state: 'hidden' })
  await tiles.getByText('Blood count, corrected.pdf').waitFor()
  await tiles.getByText('Blood count.pdf').waitFor({ state: 'hidden' })

  await owner.page.goto(animal)
  const shown = owner.page.getByRole('list', { name: 'Files of the patient' })
  await shown.getByText('Blood count, corrected.pdf').waitFor()
  expect(await shown.getByText('lateral').count()).toBe(0)
  await shown.scrollIntoViewIfNeeded()
  await loaded(owner.page)
  await shoot(owner.page, 'files-portal')
  expect(await violations(owner.page)).toEqual([])
  expect(await overflow(owner.page)).toBe(0)
  await closeAll(context, owner.context)
  expect([...problems, ...owner.problems]).toEqual([])
})

test('a vet photographs on a phone, sees what is refused, and attaches a result to a record', async () => {
  const { context, page, problems } = await signIn('vet@demo.vet', { size: phone, at: '/patients' })
  await page.getByRole('link', { name: /./ }).and(page.locator('a[href^="/patients/"]')).first().click()
  await page.locator('#files').getByRole('button', { name: 'Add files' }).waitFor()
  const camera = page.locator('#files input[capture]')
  await camera.setInputFiles({ name: 'wound.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(pdf) })
  const dialog = page.getByRole('dialog', { name: 'Add files to the chart' })
  await dialog.getByRole('alert').getByText('The content is not JPEG.').waitFor()
  expect(await dialog.getByRole('button', { name: 'Add to chart' }).isDisabled()).toBe(true)
  await shoot(page, 'files-phone')
  expect(await violations(page)).toEqual([])
  expect(await overflow(page)).toBe(0)
  await dialog.getByRole('button', { name: 'Close' }).first().click()

  const record = page
    .getByRole('article')
    .filter({ has: page.getByRole('button', { name: 'Attach files' }) })
    .first()
  await record.locator('input[type=file]').setInputFiles({
    name: 'Urine.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(pdf),
  })
  const attach = page.getByRole('dialog', { name: 'Attach files to the record' })
  await attach.getByText('Arrived').waitFor()
  await attach.getByRole('button', { name: 'Attach', exact: true }).click()
  await record.getByRole('list', { name: 'Attached files' }).getByText('Urine.pdf').waitFor()
  await closeAll(context)
  // The browser itself tells of every refused request.
  expect(problems.filter((problem) => !problem.includes('400'))).toEqual([])
})
