import type { Context } from '@vetgraph/kit/context'
import { audit } from '@vetgraph/kit/work/audit'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { proportionOf, quantityOf, thousandthsOf } from '@vetgraph/kit/money'
import { authorize, sightOf } from '@vetgraph/kit/access/authorize'
import { groupLoaderOf, loaderOf } from '@vetgraph/kit/reads/refs'
import { asc, eq, inArray, sum } from 'drizzle-orm'
import { lockAccount } from '../ledger/account.service.ts'
import { postCreditNote } from '../ledger/credit-note.service.ts'
import { getLocation } from '../refs/refs.service.ts'
import {
  type CreditNoteItemRow,
  creditNoteItems,
  type CreditNoteRow,
  creditNotes,
} from './credit-note.table.ts'
import type { CreditInvoiceInput, CreditItemInput, CreditNote, CreditNoteItem } from './credit-note.types.ts'
import { planDocument } from './document.service.ts'
import { lockInvoice } from './invoice-change.service.ts'
import { addDraft } from './invoice-draft.service.ts'
import { discountOf, listRows } from './invoice-items.service.ts'
import { findInvoice } from './invoice.service.ts'
import { DocumentKind, type InvoiceItemRow, type InvoiceRow, InvoiceStatus } from './invoice.table.ts'
import type { Invoice, InvoiceItem } from './invoice.types.ts'
import { nextNumber } from './number.service.ts'
import { partiesOf } from './party.service.ts'

const present = (row: CreditNoteRow): CreditNote => {
  const money = (amount: number) => ({ amount, currency: row.currency })
  return { ...row, subtotal: money(row.subtotal), tax: money(row.tax), total: money(row.total) }
}

const readNotes = async (ctx: Context, invoiceIds: readonly string[]) =>
  (
    await ctx.db
      .select()
      .from(creditNotes)
      .where(inArray(creditNotes.invoiceId, [...invoiceIds]))
      .orderBy(asc(creditNotes.createdAt), asc(creditNotes.id))
  ).map((row): readonly [string, CreditNote] => [row.invoiceId, present(row)])

/** The credit notes of an invoice that the viewer already sees, in time order. */
export function listCreditNotes(ctx: Context, { id }: Invoice): Promise<CreditNote[]> {
  sightOf(ctx, 'invoice:read')
  return groupLoaderOf(ctx, readNotes).load(id)
}

const readNoteItems = async (ctx: Context, noteIds: readonly string[]) =>
  (
    await ctx.db
      .select()
      .from(creditNoteItems)
      .where(inArray(creditNoteItems.creditNoteId, [...noteIds]))
      .orderBy(asc(creditNoteItems.position))
  ).map((row): readonly [string, CreditNoteItemRow] => [row.creditNoteId, row])

/** The lines of a credit note that the viewer already sees. */
export async function listCreditNoteItems(
  ctx: Context,
  { id, currency }: CreditNote,
): Promise<CreditNoteItem[]> {
  const money = (amount: number) => ({ amount, currency })
  return (await groupLoaderOf(ctx, readNoteItems).load(id)).map((row) => ({
    ...row,
    quantity: quantityOf(row.quantity),
    net: money(row.net),
    tax: money(row.tax),
    gross: money(row.gross),
  }))
}

interface Credited {
  id: string
  quantity: number
  net: number
  tax: number
}

/** What of each line is credited so far; a line of which nothing is, is not among them. */
const readCredited = async (ctx: Context, itemIds: readonly string[]): Promise<Credited[]> =>
  ctx.db
    .select({
      id: creditNoteItems.invoiceItemId,
      quantity: sum(creditNoteItems.quantity).mapWith(Number),
      net: sum(creditNoteItems.net).mapWith(Number),
      tax: sum(creditNoteItems.tax).mapWith(Number),
    })
    .from(creditNoteItems)
    .where(inArray(creditNoteItems.invoiceItemId, [...itemIds]))
    .groupBy(creditNoteItems.invoiceItemId)

/** How much of a line is credited so far. */
export async function creditedQuantityOf(ctx: Context, { id }: InvoiceItem): Promise<number> {
  return quantityOf((await loaderOf(ctx, readCredited).load(id))?.quantity ?? 0)
}

/** What the input asks of each line in thousandths; all that is left when it names none. */
function wantedOf(
  items: readonly InvoiceItemRow[],
  wanted: readonly CreditItemInput[] | null | undefined,
  credited: ReadonlyMap<string, Credited>,
): Map<string, number> {
  const left = new Map(items.map(({ id, quantity }) => [id, quantity - (credited.get(id)?.quantity ?? 0)]))
  if (!wanted) return new Map([...left].filter(([, quantity]) => quantity > 0))
  const found = new Map<string, number>()
  wanted.forEach(({ itemId, quantity }, place) => {
    const rest = left.get(itemId)
    if (rest === undefined) throw notFound('line of this invoice', `items.${place}.itemId`)
    if (found.has(itemId)) throw badInput(`items.${place}.itemId`, 'Each line is named once.')
    const field = `items.${place}.quantity`
    const thousandths = thousandthsOf(quantity)
    if (thousandths === null || thousandths <= 0) {
      throw badInput(field, 'A quantity is more than 0 and has at most three decimals.')
    }
    if (thousandths > rest) throw badInput(field, `Only ${quantityOf(rest)} of it can still be credited.`)
    found.set(itemId, thousandths)
  })
  return found
}

/** The part of a line: by what is credited in all after it, so that the parts add up to the line exactly. */
function partOf(item: InvoiceItemRow, quantity: number, before: Credited | undefined) {
  const whole = (before?.quantity ?? 0) + quantity
  const net = proportionOf(item.net, whole, item.quantity) - (before?.net ?? 0)
  const tax = proportionOf(item.tax, whole, item.quantity) - (before?.tax ?? 0)
  return { quantity, net, tax, gross: net + tax }
}

async function invoiceAgain(ctx: Context, invoice: InvoiceRow, items: readonly InvoiceItemRow[]) {
  const { ownerId, appointmentId, suppliedOn: day } = invoice
  return addDraft(ctx, {
    location: await getLocation(ctx, invoice.locationId),
    day,
    // What was done stays charged by the first invoice: it is not charged twice.
    items: items.map((item) => ({ ...item, actId: null })),
    discount: discountOf(invoice),
    ownerId,
    appointmentId,
  })
}

/**
 * Credits a finalised invoice by line and quantity, at the rates of the invoice (B5). The invoice stays locked, so that
 * parallel credit notes follow each other; the database refuses more than was invoiced whatever happens (B8).
 */
export async function creditInvoice(ctx: Context, input: CreditInvoiceInput): Promise<CreditNote> {
  authorize(ctx, 'invoice:credit')
  const seen = await findInvoice(ctx, input.invoiceId)
  if (!seen) throw notFound('invoice', 'invoiceId')
  const parties = await partiesOf(ctx, seen)
  const id = await once(ctx, 'creditInvoice', input, async (ctx) => {
    await lockAccount(ctx, seen.ownerId)
    const invoice = await lockInvoice(ctx, input.invoiceId, 'invoice:credit')
    if (invoice.status !== InvoiceStatus.FINALISED && invoice.status !== InvoiceStatus.PAID) {
      throw conflict('Only a finalised invoice can be credited.', {
        field: 'invoiceId',
        status: invoice.status,
      })
    }
    if (input.invoiceAgain && input.items) {
      throw badInput('items', 'To invoice again, everything is credited.')
    }
    const items = await listRows(ctx, invoice.id)
    const credited = new Map(
      (
        await readCredited(
          ctx,
          items.map(({ id }) => id),
        )
      ).map((row) => [row.id, row]),
    )
    const wanted = wantedOf(items, input.items, credited)
    if (wanted.size === 0) {
      throw conflict('There is nothing left to credit.', { field: input.items ? 'items' : 'invoiceId' })
    }
    const noteId = newId()
    const rows = items
      .filter(({ id }) => wanted.has(id))
      .map((item, place): CreditNoteItemRow => ({
        id: newId(),
        creditNoteId: noteId,
        invoiceItemId: item.id,
        position: place + 1,
        description: item.description,
        petName: item.petName,
        taxClass: item.taxClass,
        taxRate: item.taxRate,
        ...partOf(item, wanted.get(item.id)!, credited.get(item.id)),
      }))
    const subtotal = rows.reduce((total, { net }) => total + net, 0)
    const tax = rows.reduce((total, row) => total + row.tax, 0)
    const { ownerId, locationId, currency } = invoice
    const location = await getLocation(ctx, locationId)
    const note: CreditNoteRow = {
      id: noteId,
      invoiceId: invoice.id,
      ownerId,
      locationId,
      currency,
      reason: input.reason,
      subtotal,
      tax,
      total: subtotal + tax,
      ...parties,
      replacementId: input.invoiceAgain ? await invoiceAgain(ctx, invoice, items) : null,
      createdAt: ctx.now(),
      number: await nextNumber(ctx, location, DocumentKind.CREDIT_NOTE),
    }
    await ctx.db.insert(creditNotes).values(note)
    await ctx.db.insert(creditNoteItems).values(rows)
    await planDocument(ctx, DocumentKind.CREDIT_NOTE, noteId)
    await audit(ctx, 'invoice.credit', {
      entity: 'Invoice',
      entityId: invoice.id,
      after: { ...note, items: rows },
    })
    await postCreditNote(ctx, note)
    return noteId
  })
  const [note] = await ctx.db.select().from(creditNotes).where(eq(creditNotes.id, id))
  return present(note!)
}
