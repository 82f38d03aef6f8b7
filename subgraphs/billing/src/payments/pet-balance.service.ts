import type { Context } from '@vetgraph/kit/context'
import type { Money } from '@vetgraph/kit/money'
import { sightOf } from '@vetgraph/kit/access/authorize'
import { asId, asIdOrNull, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { type Places, statement } from '@vetgraph/kit/reads/statement'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { creditNoteItems } from '../invoices/credit-note.table.ts'
import { type Seen, seenBy, visible } from '../invoices/invoice.service.ts'
import { invoiceItems, invoices, InvoiceStatus } from '../invoices/invoice.table.ts'
import { journalLines } from '../ledger/journal.table.ts'

/** Each pet's part of what is due on an invoice, by its lines less what was credited; the parts add up to what is due. */
const shares = statement((db, { pets, ...seen }: Places<Seen & { pets: string }>) => {
  const ofPets = db
    .select({ id: invoiceItems.invoiceId })
    .from(invoiceItems)
    .where(sql`${invoiceItems.petId} = any(${pets}::uuid[])`)
  const unpaid = db
    .select({
      id: invoices.id,
      ownerId: invoices.ownerId,
      currency: invoices.currency,
      due: sql<number>`sum(${journalLines.amount})`.as('due'),
    })
    .from(invoices)
    .innerJoin(journalLines, eq(journalLines.invoiceId, invoices.id))
    .where(and(eq(invoices.status, InvoiceStatus.FINALISED), inArray(invoices.id, ofPets), visible(seen)))
    .groupBy(invoices.id)
    .as('unpaid')
  const credited = db
    .select({ gross: sql`coalesce(sum(${creditNoteItems.gross}), 0)`.as('credited_gross') })
    .from(creditNoteItems)
    .where(eq(creditNoteItems.invoiceItemId, invoiceItems.id))
  const charged = db
    .select({
      invoiceId: unpaid.id,
      ownerId: unpaid.ownerId,
      currency: unpaid.currency,
      due: unpaid.due,
      petId: invoiceItems.petId,
      gross: sql<number>`sum(${invoiceItems.gross} - (${credited}))`.as('charged_gross'),
    })
    .from(unpaid)
    .innerJoin(invoiceItems, eq(invoiceItems.invoiceId, unpaid.id))
    .groupBy(unpaid.id, unpaid.ownerId, unpaid.currency, unpaid.due, invoiceItems.petId)
    .as('charged')
  const running = db
    .select({
      petId: charged.petId,
      ownerId: charged.ownerId,
      currency: charged.currency,
      due: charged.due,
      gross: charged.gross,
      upTo: sql<number>`sum(${charged.gross}) over (partition by ${charged.invoiceId} order by ${charged.petId})`.as(
        'up_to',
      ),
      whole: sql<number>`nullif(sum(${charged.gross}) over (partition by ${charged.invoiceId}), 0)`.as(
        'whole',
      ),
    })
    .from(charged)
    .as('running')
  const share = sql<number>`sum(round(${running.due} * ${running.upTo} / ${running.whole}) - round(${running.due} * (${running.upTo} - ${running.gross}) / ${running.whole}))`
  return db
    .select({
      petId: sql<string>`${running.petId}`,
      ownerId: running.ownerId,
      currency: running.currency,
      amount: share.mapWith(Number),
    })
    .from(running)
    .where(sql`${running.petId} = any(${pets}::uuid[])`)
    .groupBy(running.petId, running.ownerId, running.currency)
    .having(sql`${share} > 0`)
    .orderBy(running.currency)
})

type Share = Money & { ownerId: string }

const readShares = async (ctx: Context, pets: readonly string[]) =>
  (await shares(ctx, { pets: `{${pets.join()}}`, ...seenBy(ctx) })).map(
    ({ petId, ...share }): readonly [string, Share] => [petId, share],
  )

/** What is due for a pet on the invoices that the viewer may see, in each currency (B14). */
export async function balanceOfPet(
  ctx: Context,
  petId: string,
  ownerId: string | null | undefined,
): Promise<Money[]> {
  sightOf(ctx, 'invoice:read')
  const wanted = asIdOrNull(ownerId)
  const sums = new Map<string, number>()
  for (const share of await groupLoaderOf(ctx, readShares).load(asId(petId)))
    if (!wanted || share.ownerId === wanted)
      sums.set(share.currency, (sums.get(share.currency) ?? 0) + share.amount)
  return [...sums].map(([currency, amount]) => ({ amount, currency }))
}
