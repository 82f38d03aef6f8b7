import { expect, test } from 'vitest'
import {
  browser,
  closeAll,
  loaded,
  overflow,
  phone,
  picture,
  shoot,
  signIn,
  violations,
  webOfWorker,
} from './browser.ts'
import { linkTo } from './mailbox.ts'

test('B12: an estimate is written, sent, signed on the screen and becomes an invoice, which warns when it passes it', async () => {
  const { page, context } = await signIn('reception@demo.vet', { at: '/clients' })
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByRole('button', { name: 'New invoice' }).click()
  await page.getByRole('dialog', { name: 'Draft invoice' }).waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'New estimate' }).click()
  const panel = page.getByRole('dialog', { name: /^Estimate/ })
  await panel.getByText('There is nothing on it yet.').waitFor()
  await page.keyboard.press('Control+E')
  const editor = page.getByRole('dialog', { name: 'Edit estimate' })
  await editor.getByLabel('What it is for').fill('Dental treatment')
  const picker = editor.getByLabel('Add a line')
  await picker.fill('blood')
  await page.getByRole('option', { name: /^Blood count/ }).waitFor()
  await page.keyboard.press('Enter')
  await picker.fill('Tooth extraction')
  await page.getByRole('option', { name: /as a free line/ }).waitFor()
  await page.keyboard.press('Enter')
  const line = editor.getByRole('group', { name: 'Line 2: Tooth extraction' })
  await line.getByLabel('At least').fill('1')
  await line.getByLabel('At most').fill('4')
  await line.getByLabel('Price with tax').fill('45')
  expect(await violations(page)).toEqual([])
  await picture(page, 'estimate-edit')
  await editor.getByRole('button', { name: 'Save' }).click()
  await editor.waitFor({ state: 'hidden' })
  await panel.getByText('1 to 4 ×').waitFor()
  await panel.getByRole('button', { name: 'Send', exact: true }).click()
  await panel.getByText('Sent', { exact: true }).waitFor()
  await picture(page, 'estimate-sent')

  await panel.getByRole('button', { name: 'Sign' }).click()
  const answer = page.getByRole('dialog', { name: 'Answer the estimate' })
  await answer.getByRole('button', { name: 'Accept' }).click()
  await answer.getByText('Please sign here.').waitFor()
  const box = (await answer.getByRole('img', { name: 'Sign here' }).boundingBox())!
  await page.mouse.move(box.x + 30, box.y + 90)
  await page.mouse.down()
  for (let step = 1; step <= 12; step += 1)
    await page.mouse.move(box.x + 30 + step * 14, box.y + 80 + (step % 2 === 0 ? 30 : -30))
  await page.mouse.up()
  expect(await violations(page)).toEqual([])
  await picture(page, 'estimate-sign')
  await answer.getByRole('button', { name: 'Accept' }).click()
  await answer.waitFor({ state: 'hidden' })
  await panel.getByRole('img', { name: /^Signature of/ }).waitFor()
  expect(await violations(page)).toEqual([])
  await shoot(page, 'estimate-signed')

  await panel.getByRole('button', { name: 'Draft invoice' }).click()
  const conversion = page.getByRole('dialog', { name: 'Draft an invoice' })
  await conversion.getByLabel('Quantity of Tooth extraction').fill('6')
  await conversion.getByRole('combobox', { name: 'Put them on' }).click()
  await page
    .getByRole('option', { name: /^Draft of/ })
    .first()
    .click()
  expect(await violations(page)).toEqual([])
  await picture(page, 'estimate-convert')
  await conversion.getByRole('button', { name: 'Draft invoice' }).click()
  await page.getByText('€90.00 above the estimate.').waitFor()
  await loaded(page)
  expect(await violations(page)).toEqual([])
  await picture(page, 'estimate-above')

  await page.goto('/estimates')
  await page.getByRole('table', { name: 'Estimates' }).getByText('Invoiced').first().waitFor()
  await loaded(page)
  expect(await violations(page)).toEqual([])
  await shoot(page, 'estimates-list')
  await closeAll(context)
})

test('B12: a client answers by the link of an e-mail without signing in, and the desk sees it at once', async () => {
  const { page, context } = await signIn('reception@demo.vet', { at: '/clients' })
  await page.getByRole('table').getByRole('link').nth(2).click()
  await page.getByRole('button', { name: 'New estimate' }).click()
  const panel = page.getByRole('dialog', { name: /^Estimate/ })
  await panel.getByText('There is nothing on it yet.').waitFor()
  await page.keyboard.press('Control+E')
  const editor = page.getByRole('dialog', { name: 'Edit estimate' })
  await editor.getByLabel('What it is for').fill('Removing a lump')
  const picker = editor.getByLabel('Add a line')
  const lines = [
    ['Surgery under anaesthesia', '420'],
    ['Examination of the tissue', '95'],
  ] as const
  for (const [place, [what, price]] of lines.entries()) {
    await picker.fill(what)
    await page.getByRole('option', { name: /as a free line/ }).waitFor()
    await page.keyboard.press('Enter')
    const line = editor.getByRole('group', { name: `Line ${place + 1}: ${what}` })
    await line.getByLabel('Price with tax').fill(price)
  }
  await editor.getByRole('button', { name: 'Save' }).click()
  await editor.waitFor({ state: 'hidden' })
  await panel.getByRole('button', { name: 'Send', exact: true }).click()
  const sent = await panel.getByText(/, sent .* to \S+@\S+:/).innerText()
  const email = / to (\S+@\S+):/.exec(sent)![1]!
  await loaded(page)
  expect(await violations(page)).toEqual([])
  await shoot(page, 'estimate-mailed')

  const visitor = await browser.newContext({
    viewport: phone,
    colorScheme: 'dark',
    baseURL: webOfWorker(),
    locale: 'en-GB',
  })
  const client = await visitor.newPage()
  const link = await linkTo(email, '/estimate')
  await client.goto(link)
  await client.getByRole('heading', { name: 'Removing a lump' }).waitFor()
  await client.getByRole('checkbox', { name: /Examination of the tissue/ }).click()
  await client.getByLabel('Name').fill('Ada Byron')
  await client.getByRole('button', { name: 'Accept' }).click()
  await client.getByText('Please sign here.').waitFor()
  await client.getByRole('button', { name: 'Sign with the typed name' }).click()
  await loaded(client)
  expect(await violations(client)).toEqual([])
  expect(await overflow(client)).toBe(0)
  await picture(client, 'estimate-link-phone')
  await client.getByRole('button', { name: 'Accept' }).click()
  await client.getByText('It is accepted by Ada Byron.').waitFor()
  expect(await violations(client)).toEqual([])
  await shoot(client, 'estimate-link-answered')
  await client.reload()
  await client.getByText('It is accepted by Ada Byron.').waitFor()
  await client.goto(`${link.slice(0, -4)}AAAA`)
  await client.reload()
  await client.getByRole('heading', { name: 'This link does not work' }).waitFor()
  await shoot(client, 'estimate-link-dead')

  await panel.getByText(/^Answered by Ada Byron on .*, by the link$/).waitFor()
  await loaded(page)
  await shoot(page, 'estimate-answered-by-link')
  await closeAll(context, visitor)
})

test('B12: a client declines a line of an estimate in the portal, on a dark phone', async () => {
  const { page, context } = await signIn('owner@demo.vet', {
    size: phone,
    scheme: 'dark',
    at: '/my-estimates',
  })
  await page.getByRole('link', { name: 'Dental treatment' }).first().click()
  const panel = page.getByRole('dialog', { name: 'Dental treatment' })
  await panel.getByRole('button', { name: 'Accept or decline' }).click()
  const answer = page.getByRole('dialog', { name: 'Answer the estimate' })
  await answer.getByRole('checkbox').last().click()
  await answer.getByRole('button', { name: 'Sign with the typed name' }).click()
  expect(await violations(page)).toEqual([])
  expect(await overflow(page)).toBe(0)
  await picture(page, 'estimate-portal-phone')
  await answer.getByRole('button', { name: 'Accept' }).click()
  await answer.waitFor({ state: 'hidden' })
  await panel.getByText('Declined').waitFor()
  await loaded(page)
  expect(await overflow(page)).toBe(0)
  expect(await violations(page)).toEqual([])
  await shoot(page, 'estimate-portal-answered')
  await closeAll(context)
})
