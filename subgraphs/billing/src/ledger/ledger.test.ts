import { transact } from '@vetgraph/kit/database/db'
import { newId } from '@vetgraph/kit/ids'
import { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { billing } from '../schema.ts'
import { aFinalisedInvoice, aLocation } from '../testing.ts'
import { postCreditNote } from './credit-note.service.ts'
import { JournalEntryKind, LedgerAccount } from './journal.table.ts'
import { post, type Posting, postInvoice } from './post.service.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing)
})
afterAll(() => hospital.close())

const linesOf = async (sourceId: string) => [
  ...(await hospital.admin`
    select l.account, l.amount::int, l.invoice_id from billing.journal_lines l
    join billing.journal_entries e on e.id = l.entry_id where e.source_id = ${sourceId} order by l.position`),
]

const invoiceOf = async (id: string) => {
  const [row] = await hospital.admin`
    select id, owner_id as "ownerId", location_id as "locationId", currency, subtotal::int, tax::int, total::int
    from billing.invoices where id = ${id}`
  return row as unknown as Parameters<typeof postInvoice>[1]
}

/** Posts to the account of an owner, without what the verbs check. */
async function posted(postings: readonly Posting[], ownerId: string = newId()) {
  const location = await aLocation(hospital)
  const event = { kind: JournalEntryKind.PAYMENT, sourceId: newId(), locationId: location.id, ownerId }
  return transact(hospital.context(), (ctx) => post(ctx, { ...event, currency: 'EUR' }, postings))
}

test('B6: a finalised invoice is posted once: the owner owes it, as revenue and tax', async () => {
  const { id } = await aFinalisedInvoice(hospital)
  expect(await linesOf(id)).toEqual([
    { account: 'RECEIVABLES', amount: 7800, invoice_id: id },
    { account: 'REVENUE', amount: -6500, invoice_id: null },
    { account: 'TAX', amount: -1300, invoice_id: null },
  ])
  const invoice = await invoiceOf(id)
  await expect(transact(hospital.context(), (ctx) => postInvoice(ctx, invoice))).rejects.toMatchObject({
    code: 'CONFLICT',
    details: { constraint: 'journal_entries_once' },
  })
})

test('B6: an entry that does not balance is refused when its transaction ends', async () => {
  const cash = { account: LedgerAccount.CASH, amount: 500 }
  for (const postings of [
    [cash],
    [cash, { account: LedgerAccount.ROUNDING, amount: -499 }],
    [cash, { account: LedgerAccount.REVENUE, amount: -400 }, { account: LedgerAccount.TAX, amount: -101 }],
  ]) {
    await expect(posted(postings)).rejects.toMatchObject({
      details: { constraint: 'journal_entries_balance' },
    })
  }
  await posted([cash, { account: LedgerAccount.CREDIT, amount: -500 }])
})

test('B7: the database refuses an overpaid invoice, overdrawn credit and a status that the ledger contradicts', async () => {
  const { id, visit } = await aFinalisedInvoice(hospital)
  const paid = (amount: number) => [
    { account: LedgerAccount.CASH, amount },
    { account: LedgerAccount.RECEIVABLES, amount: -amount, invoiceId: id },
  ]
  await expect(posted(paid(7801), visit.ownerId)).rejects.toMatchObject({
    details: { rule: 'invoices_never_overpaid' },
  })
  await expect(posted(paid(7800), visit.ownerId)).rejects.toMatchObject({
    details: { constraint: 'invoices_agree_with_ledger' },
  })
  await expect(posted(paid(100))).rejects.toMatchObject({
    details: { constraint: 'invoices_agree_with_ledger' },
  })
  await posted(paid(100), visit.ownerId)
  await expect(
    posted(
      [
        { account: LedgerAccount.CREDIT, amount: 100 },
        { account: LedgerAccount.CASH, amount: -100 },
      ],
      visit.ownerId,
    ),
  ).rejects.toMatchObject({ details: { rule: 'credit_never_overdrawn' } })
})

test('B6: nobody changes, removes or adds to what the ledger says', async () => {
  const { id } = await aFinalisedInvoice(hospital)
  const { sql } = hospital.runtime.database
  for (const attempt of [
    sql`update billing.journal_entries set receivable = 0`,
    sql`update billing.journal_lines set amount = 1`,
    sql`delete from billing.journal_entries`,
    sql`delete from billing.journal_lines`,
    sql`truncate billing.journal_lines`,
  ]) {
    await expect(attempt).rejects.toMatchObject({ code: '42501' })
  }
  await expect(sql`
    insert into billing.journal_lines (entry_id, position, account, amount)
    select id, n, 'CASH', case n when 8 then 5 else -5 end from billing.journal_entries, generate_series(8, 9) n
    where source_id = ${id}`).rejects.toMatchObject({ constraint_name: 'journal_entries_whole' })
})

test('B8: a credit note lowers what is due, and is no more than its invoice', async () => {
  const { id } = await aFinalisedInvoice(hospital)
  const invoice = await invoiceOf(id)
  const credit = (part: number) => {
    const note = {
      ...invoice,
      id: newId(),
      invoiceId: id,
      subtotal: part * 50,
      tax: part * 10,
      total: part * 60,
    }
    return transact(hospital.context(), (ctx) => postCreditNote(ctx, note))
  }
  await credit(100)
  await expect(credit(31)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', details: { field: 'invoiceId' } })
  await credit(30)
  const [row] = await hospital.admin`
    select status, (select sum(amount)::int from billing.journal_lines where invoice_id = ${id}) as due
    from billing.invoices where id = ${id}`
  expect(row).toEqual({ status: 'PAID', due: 0 })
})
