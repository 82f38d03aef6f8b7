import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { closeAll, loaded, overflow, phone, picture, shoot, signIn, violations } from './browser.ts'

async function loadedPicture(page: Page, name: string) {
  await loaded(page)
  await picture(page, name)
}

test('a client reads on a phone what was released, with medicines and the certificate; a vet who withdraws it takes it away (P1)', async () => {
  const owner = await signIn('owner@demo.vet', { size: phone })
  const { page } = owner
  const answers: string[] = []
  page.on('response', async (response) => {
    if (response.url().includes('/graphql')) answers.push(await response.text().catch(() => ''))
  })
  const links = page.getByRole('link', { name: /^Findings and medicines of/ })
  await links.first().waitFor()
  const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')!))
  const articles = page.getByRole('region', { name: 'Visits and findings' }).getByRole('article')
  let address = ''
  for (const each of addresses) {
    await page.goto(each)
    await loaded(page)
    if ((await articles.count()) > 0) address = each
  }
  expect(address).not.toBe('')
  await page.goto(address)
  await articles.first().waitFor()
  await loadedPicture(page, 'portal-animal')
  expect(await violations(page)).toEqual([])
  expect(await overflow(page)).toBe(0)
  expect(answers.join()).not.toMatch(/"status":"DRAFT"|"status":"RETRACTED"|"retractionReason":"/)

  const vet = await signIn('vet@demo.vet', { at: address })
  await vet.page.waitForURL(/\/patients\//)
  const before = await articles.count()
  const release = vet.page.getByRole('switch', { name: 'Owner sees it', checked: true }).first()
  await release.click()
  await expect.poll(() => articles.count(), { timeout: 10_000 }).toBe(before - 1)
  await vet.page.getByRole('switch', { name: 'Owner sees it', checked: false }).first().click()
  await expect.poll(() => articles.count(), { timeout: 10_000 }).toBe(before)
  await closeAll(owner.context, vet.context)
  expect([...owner.problems, ...vet.problems]).toEqual([])
})

test('a vet reads everything about a patient beside what is written, by keyboard, narrowed by kind and by words', async () => {
  const vet = await signIn('vet@demo.vet', { at: '/patients?q=Marley' })
  const { page } = vet
  await page.getByRole('main').getByRole('link').first().click()
  const section = page.getByRole('region', { name: 'Timeline' })
  const entries = section.getByRole('list', { name: 'Timeline' }).getByRole('listitem')
  await entries.first().waitFor()
  await loaded(page)
  const records = page.getByRole('region', { name: 'Medical records' })
  const [left, right] = [await records.boundingBox(), await section.boundingBox()]
  expect(right!.x).toBeGreaterThan(left!.x + left!.width)
  await records.scrollIntoViewIfNeeded()
  await section.getByRole('button', { name: 'Records' }).click()
  await loaded(page)
  await entries.first().getByRole('button').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await entries.nth(1).getByText('Subjective').waitFor()
  await loadedPicture(page, 'chart-timeline')
  expect(await violations(page)).toEqual([])
  await section.getByRole('button', { name: 'Visits' }).click()
  await entries.first().or(section.getByText('No visits yet.')).first().waitFor()
  await section.getByRole('button', { name: 'Invoices' }).click()
  await entries.first().or(section.getByText('No invoices yet.')).first().waitFor()
  await shoot(page, 'chart-timeline-invoices')
  await section.getByRole('button', { name: 'Files' }).click()
  await entries.first().or(section.getByText('Nothing of this kind is on the chart.')).first().waitFor()
  await shoot(page, 'chart-timeline-files')
  await section.getByRole('textbox', { name: 'Records with this diagnosis' }).fill('no such diagnosis')
  await section.getByText('No record of this patient has this diagnosis.').waitFor()
  await section.getByRole('textbox', { name: 'Records with this diagnosis' }).fill('')
  await section.getByRole('searchbox').fill('no such word')
  await section.getByText('No record of this patient has these words.').waitFor()
  const onPhone = await signIn('vet@demo.vet', {
    size: phone,
    scheme: 'dark',
    at: `${new URL(page.url()).pathname}#timeline`,
  })
  await onPhone.page.getByRole('list', { name: 'Timeline' }).getByRole('listitem').first().waitFor()
  await loaded(onPhone.page)
  await onPhone.page.locator('#timeline').scrollIntoViewIfNeeded()
  await shoot(onPhone.page, 'chart-timeline-phone')
  expect(await violations(onPhone.page)).toEqual([])
  expect(await overflow(onPhone.page)).toBe(0)
  await closeAll(vet.context, onPhone.context)
  expect([...vet.problems, ...onPhone.problems]).toEqual([])
})

/** A person's hands: every key and click beside the text that is typed is counted. */
function hands(page: Page) {
  let count = 0
  return {
    count: () => count,
    click: async (target: Locator) => {
      count += 1
      await target.click()
    },
    press: async (key: string) => {
      count += 1
      await page.keyboard.press(key)
    },
    type: (text: string) => page.keyboard.type(text),
  }
}

test('the usual visit takes at most 25 keystrokes and clicks beside the text', async () => {
  const vet = await signIn('vet@demo.vet')
  const { page } = vet
  const chips = page.locator('[data-appointment]')
  await chips.first().waitFor()
  const drawer = page.getByRole('dialog')
  const write = drawer.getByRole('link', { name: 'Write record' })
  const ids = await chips.evaluateAll((all) => all.map((chip) => chip.getAttribute('data-appointment')!))
  let visit: string | null = null
  for (const id of ids) {
    await page.locator(`[data-appointment="${id}"]`).click()
    await drawer.waitFor()
    await loaded(page)
    // A dog or cat, and a kind of visit with a template.
    const text = await drawer.innerText()
    const isUsual =
      /\b(dog|cat)\b/i.test(text) && /Check-up|Vaccination|Lameness/.test(text) && (await write.count()) > 0
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'hidden' })
    if (isUsual) visit = id
    if (visit) break
  }
  expect(visit).not.toBeNull()

  const { click, press, type, count } = hands(page)
  await click(page.locator(`[data-appointment="${visit}"]`))
  await click(write)
  const editor = page.getByRole('group', { name: /New medical record|Edit the draft/ })
  const saved = editor.getByText(/^Saved at|All saved/)
  await editor.getByLabel('Subjective').waitFor()
  await loaded(page)
  await expect
    .poll(() => editor.getByLabel('Subjective').evaluate((it) => it === document.activeElement))
    .toBe(true)
  expect(await editor.getByLabel('Objective').inputValue()).not.toBe('')
  await press('ControlOrMeta+End')
  await type(' Scratches the ears since Sunday.')
  await press('Tab')
  await type('Both ear canals are red with brown wax.')
  await press('Tab')
  await type('Yeast in both ears.')
  await saved.waitFor()
  await click(editor.getByLabel('Diagnoses'))
  await type('otitis')
  await page.getByRole('option', { name: 'Otitis externa (EAR-1)' }).waitFor()
  await press('ArrowDown')
  await press('Enter')
  await editor.getByText('Otitis externa (EAR-1)').waitFor()
  await loadedPicture(page, 'chart-visit')
  expect(await violations(page)).toEqual([])

  await click(page.getByRole('button', { name: 'Weigh', exact: true }))
  const weigh = page.getByRole('dialog', { name: /^Weigh/ })
  const last = await weigh.getByText(/^Last: /).innerText()
  await expect
    .poll(() => weigh.getByLabel('Weight').evaluate((it) => it === document.activeElement))
    .toBe(true)
  await type(/[\d.]+/.exec(last)![0])
  await press('Enter')
  await weigh.waitFor({ state: 'hidden' })

  await click(page.getByRole('button', { name: 'Give', exact: true }))
  const give = page.getByRole('dialog', { name: /^Vaccinate/ })
  const offered = give.getByLabel('Vaccine').getByRole('option')
  await expect.poll(() => offered.count()).toBeGreaterThan(1)
  await type((await offered.nth(1).innerText()).slice(0, 6))
  await expect.poll(() => give.getByLabel('Vaccine').inputValue()).not.toBe('')
  await loaded(page)
  // Enter in the list itself opens it.
  await press('Tab')
  if ((await give.getByLabel('Lot', { exact: false }).first().inputValue()) === '') {
    await type('LE9902')
    await press('Tab')
    await type('31012031')
  }
  await press('Enter')
  await give.waitFor({ state: 'hidden' })

  await click(page.getByRole('button', { name: 'Prescribe', exact: true }))
  const prescribe = page.getByRole('dialog', { name: /^Prescribe for/ })
  await page.getByRole('option').first().or(prescribe.getByRole('combobox')).first().waitFor()
  await press('ArrowDown')
  await page.getByRole('option').first().waitFor()
  await press('Enter')
  const useDose = prescribe.getByRole('button', { name: 'Use this dose' })
  await click(useDose)
  await press('Tab')
  await press('Tab')
  await type('10')
  await loadedPicture(page, 'prescribe')
  await press('Enter')
  await prescribe.waitFor({ state: 'hidden' })

  await click(editor.getByLabel('Plan'))
  await type(' Ear drops for ten days.')
  await press('ControlOrMeta+Enter')
  const sign = page.getByRole('dialog', { name: 'Sign this record?' })
  await sign.waitFor()
  await press('Enter')
  await sign.waitFor({ state: 'hidden' })
  await page.getByRole('region', { name: 'Medical records' }).getByText('Yeast in both ears.').waitFor()
  expect(count()).toBeLessThanOrEqual(25)
  await page.locator('#prescriptions').scrollIntoViewIfNeeded()
  await loadedPicture(page, 'prescriptions-chart')
  await page
    .getByRole('table', { name: 'Prescriptions' })
    .getByRole('button', { name: /^Change/ })
    .first()
    .click()
  const change = page.getByRole('dialog', { name: /^Change/ })
  await change.getByLabel('How often it is given').fill('every 8 hours')
  await change.getByRole('button', { name: 'Save' }).click()
  await change.waitFor({ state: 'hidden' })
  await page.getByRole('table', { name: 'Prescriptions' }).getByText('every 8 hours').first().waitFor()
  await closeAll(vet.context)
  expect(vet.problems).toEqual([])
})
