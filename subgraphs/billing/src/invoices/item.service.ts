import type { Context } from '@vetgraph/kit/context'
import { type Money, quantityOf } from '@vetgraph/kit/money'
import { sightOf } from '@vetgraph/kit/access/authorize'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { asc } from 'drizzle-orm'
import { type InvoiceItemRow, invoiceItems } from './invoice.table.ts'
import type { Invoice, InvoiceItem, InvoiceTax } from './invoice.types.ts'
import { taxesOf } from './taxes.ts'

const presentItem = (row: InvoiceItemRow, currency: string): InvoiceItem => {
  const money = (amount: number): Money => ({ amount, currency })
  return {
    ...row,
    quantity: quantityOf(row.quantity),
    unitPrice: money(row.unitPrice),
    discount: money(row.discount),
    net: money(row.net),
    tax: money(row.tax),
    gross: money(row.gross),
  }
}

const itemsOf = statement((db, { invoiceIds }: Places<{ invoiceIds: readonly string[] }>) =>
  db
    .select()
    .from(invoiceItems)
    .where(among(invoiceItems.invoiceId, invoiceIds))
    .orderBy(asc(invoiceItems.position)),
)

const readItems = async (ctx: Context, invoiceIds: readonly string[]) =>
  (await itemsOf(ctx, { invoiceIds })).map((row): readonly [string, InvoiceItemRow] => [row.invoiceId, row])

/** The lines of an invoice that the viewer already sees, as printed. */
export async function listItems(ctx: Context, { id, currency }: Invoice): Promise<InvoiceItem[]> {
  sightOf(ctx, 'invoice:read')
  const rows = await groupLoaderOf(ctx, readItems).load(id)
  return rows.map((row) => presentItem(row, currency))
}

/** What the lines are taxed by each class and rate, exempt apart from zero (B5). */
export async function listTaxes(ctx: Context, invoice: Invoice): Promise<InvoiceTax[]> {
  sightOf(ctx, 'invoice:read')
  const { id, currency } = invoice
  const money = (amount: number): Money => ({ amount, currency })
  return taxesOf(await groupLoaderOf(ctx, readItems).load(id)).map(({ net, tax, ...of }) => ({
    ...of,
    net: money(net),
    tax: money(tax),
  }))
}
