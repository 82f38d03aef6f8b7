import { newId } from '@vetgraph/kit/ids'
import { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { billing } from '../schema.ts'
import { aDraft, aFinalisedInvoice } from '../testing.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing)
})
afterAll(() => hospital.close())

const read = async (id: string) => ({
  invoice: (await hospital.admin`select * from billing.invoices where id = ${id}`)[0],
  items: [...(await hospital.admin`select * from billing.invoice_items where invoice_id = ${id}`)],
})

test('B2: a finalised invoice is frozen in the database, even for its administrator', async () => {
  const { id } = await aFinalisedInvoice(hospital)
  const draft = await aDraft(hospital)
  const before = await read(id)
  const { admin } = hospital
  const attempts = [
    admin`update billing.invoices set subtotal = 0, tax = 0, total = 0 where id = ${id}`,
    admin`update billing.invoices set number = 'H-2026-999999' where id = ${id}`,
    admin`update billing.invoices set owner_id = ${newId()} where id = ${id}`,
    admin`update billing.invoices set status = 'DRAFT', number = null, finalised_at = null where id = ${id}`,
    admin`update billing.invoices set status = 'VOID' where id = ${id}`,
    admin`delete from billing.invoices where id = ${id}`,
    admin`update billing.invoice_items set description = 'Surgery' where invoice_id = ${id}`,
    admin`update billing.invoice_items set invoice_id = ${id}, position = 2 where invoice_id = ${draft.id}`,
    admin`update billing.invoice_items set invoice_id = ${draft.id}, position = 2 where invoice_id = ${id}`,
    admin`delete from billing.invoice_items where invoice_id = ${id}`,
    admin`insert into billing.invoice_items
      select ${newId()}, invoice_id, 2, kind, description, quantity, unit_price, net, tax_rate, tax, gross, false
      from billing.invoice_items where invoice_id = ${id}`,
  ]
  for (const attempt of attempts)
    await expect(attempt).rejects.toMatchObject({ constraint_name: 'invoices_frozen' })
  expect(await read(id)).toEqual(before)
})

test('B2: only the payment of a finalised invoice moves on', async () => {
  const { id } = await aFinalisedInvoice(hospital)
  await hospital.admin`update billing.invoices set status = 'PAID', version = version + 1 where id = ${id}`
  expect((await read(id)).invoice).toMatchObject({ status: 'PAID' })
})

test('a voided draft stays void', async () => {
  const { visit, id } = await aDraft(hospital)
  await hospital.deliver('appointment.reopened', { ...visit, version: 6 })
  await expect(
    hospital.admin`update billing.invoices set status = 'DRAFT' where id = ${id}`,
  ).rejects.toMatchObject({ constraint_name: 'invoices_frozen' })
})

test('B4: the totals of an invoice can never disagree with its items', async () => {
  const { id } = await aDraft(hospital)
  await expect(
    hospital.admin`update billing.invoices set subtotal = subtotal + 1, total = total + 1 where id = ${id}`,
  ).rejects.toMatchObject({ constraint_name: 'invoices_agree_with_items' })
  await expect(
    hospital.admin`update billing.invoices set total = total + 1 where id = ${id}`,
  ).rejects.toMatchObject({ constraint_name: 'invoices_total_adds_up' })
  await hospital.admin`update billing.invoice_items
    set quantity = 2000, net = 13000, tax = 2600, gross = 15600 where invoice_id = ${id}`
  expect((await read(id)).invoice).toMatchObject({ subtotal: '13000', tax: '2600', total: '15600' })
})

test.each([
  ['gross = gross + 1', 'invoice_items_gross_adds_up'],
  ['net = net + 1, gross = gross + 1', 'invoice_items_rounded_once'],
  ['tax = tax + 1, gross = gross + 1', 'invoice_items_tax_of_rate'],
  ['quantity = 0, net = 0, tax = 0, gross = 0', 'invoice_items_quantity_positive'],
  ['needs_price = true', 'invoice_items_price_or_none'],
])('B4: an item with %s is refused', async (change, constraint) => {
  const { id } = await aDraft(hospital)
  await expect(
    hospital.admin.unsafe(`update billing.invoice_items set ${change} where invoice_id = '${id}'`),
  ).rejects.toMatchObject({ constraint_name: constraint })
})

test('a visit never has two drafts', async () => {
  const { id } = await aDraft(hospital)
  await expect(
    hospital.admin`insert into billing.invoices (id, number, status, appointment_id, owner_id, pet_id, location_id, currency,
        subtotal, tax, total, version, created_at, updated_at, finalised_at, supplied_on)
      select ${newId()}, number, status, appointment_id, owner_id, pet_id, location_id, currency, 0, 0, 0, 1,
        created_at, updated_at, finalised_at, supplied_on from billing.invoices where id = ${id}`,
  ).rejects.toMatchObject({ constraint_name: 'invoices_one_draft_per_visit' })
})

test('billing itself may neither delete invoices nor change announced prices or its audit', async () => {
  const { sql } = hospital.runtime.database
  for (const attempt of [
    sql`delete from billing.invoices`,
    sql`update billing.prices set amount = 1`,
    sql`delete from billing.prices`,
    sql`delete from billing.audit_entries`,
  ]) {
    await expect(attempt).rejects.toMatchObject({ code: '42501' })
  }
})
