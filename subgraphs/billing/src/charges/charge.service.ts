import type { Context } from '@vetgraph/kit/context'
import { lockFor } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { quantityOf, quantityScale } from '@vetgraph/kit/money'
import { authorize, can, requireViewer } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { and, asc, desc, eq, inArray, isNull, notExists, or, type SQL } from 'drizzle-orm'
import { replaceItems } from '../invoices/edit.service.ts'
import { lockDraft, saved } from '../invoices/invoice-change.service.ts'
import { addDraft } from '../invoices/invoice-draft.service.ts'
import { discountOf, listRows, type PricedItem } from '../invoices/invoice-items.service.ts'
import { findInvoice } from '../invoices/invoice.service.ts'
import { invoiceItems, type InvoiceRow, invoices, InvoiceStatus } from '../invoices/invoice.table.ts'
import type { Invoice } from '../invoices/invoice.types.ts'
import { markedUp, markUpOn } from '../prices/mark-up.service.ts'
import { pricesOn } from '../prices/price.service.ts'
import { ActKind, InvoiceItemKind, type ServiceRow, services, TaxClass } from '../prices/service.table.ts'
import { taxRatesOn } from '../prices/tax-rate.service.ts'
import { getLocation } from '../refs/refs.service.ts'
import type { LocationRef } from '../refs/refs.table.ts'
import { type ActRow, acts } from './act.table.ts'
import type { ChargeActsInput } from './act.types.ts'

const maxActs = 50

/** What is charged by events waits for its turn at each owner: two events never draft two invoices. */
export const lockCharges = (ctx: Context, ownerId: string) => lockFor(ctx, `charges of ${ownerId}`)

type EntryOf = (act: ActRow) => ServiceRow | null

/** The column of the price list that `chargedBy` of an act is compared with; `productId` for the other kinds. */
const columnOf: Partial<Record<ActKind, 'id' | 'appointmentTypeId'>> = {
  [ActKind.VISIT]: 'appointmentTypeId',
  [ActKind.TREATMENT]: 'id',
  [ActKind.LAB_TEST]: 'id',
}

/**
 * The entries of the price list that charge what was done: the one that it names, that of its type, vaccine or item, else
 * the fee for such acts.
 */
async function entriesFor(ctx: Context, done: readonly ActRow[]): Promise<EntryOf> {
  const things = done.flatMap(({ chargedBy }) => chargedBy ?? [])
  const rows = await ctx.db
    .select()
    .from(services)
    .where(
      and(
        eq(services.active, true),
        or(
          inArray(services.id, things),
          inArray(services.appointmentTypeId, things),
          inArray(services.productId, things),
          inArray(
            services.chargesFor,
            done.map(({ kind }) => kind),
          ),
        ),
      ),
    )
  return ({ kind, chargedBy }) => {
    const of = columnOf[kind] ?? 'productId'
    return (
      rows.find((entry) => chargedBy !== null && entry[of] === chargedBy) ??
      rows.find(({ chargesFor }) => chargesFor === kind) ??
      null
    )
  }
}

const isMedicine = ({ kind }: ActRow) => kind === ActKind.VACCINATION || kind === ActKind.DISPENSING

/** A quantity of one, in thousandths. */
export const one = quantityScale

/**
 * The lines that charge what was done. What is dispensed without a price is one line by what its lots cost, where the
 * location marks up; else, and without a known cost, a line costs 0 and asks for a price, so that nothing is lost.
 */
async function itemsFor(
  ctx: Context,
  done: readonly ActRow[],
  { location, day }: { location: LocationRef; day: string },
): Promise<PricedItem[]> {
  const entryOf = await entriesFor(ctx, done)
  const serviceIds = done.flatMap((act) => entryOf(act)?.id ?? [])
  const prices = await pricesOn(ctx, { serviceIds, location, day })
  const rates = await taxRatesOn(ctx, location, day)
  const markUp = done.some(({ cost }) => cost !== null) ? await markUpOn(ctx, location, day) : null
  return done.map((act): PricedItem => {
    const service = entryOf(act)
    const price = service && prices.get(service.id)
    const taxClass = service?.taxClass ?? TaxClass.STANDARD
    const taxRate = rates.get(taxClass)
    const isFee = service?.chargesFor === act.kind
    const byCost = !price && markUp && act.cost !== null ? markedUp(act.cost, markUp) : null
    const name = isFee ? `${service.name}: ${act.description}` : (service?.name ?? act.description)
    return {
      kind: service?.kind ?? (isMedicine(act) ? InvoiceItemKind.MEDICATION : InvoiceItemKind.SERVICE),
      serviceId: service?.id ?? null,
      actId: act.id,
      petId: act.petId,
      petName: act.petName,
      description: byCost === null ? name : `${quantityOf(act.quantity)} × ${name}`,
      quantity: byCost === null ? act.quantity : one,
      unitPrice: price?.amount ?? byCost ?? 0,
      taxIncluded: price?.taxIncluded ?? false,
      discountRate: 0,
      // Without a reduced rate at the location, people see the standard one on the draft and correct the settings.
      taxClass: taxRate === undefined ? TaxClass.STANDARD : taxClass,
      taxRate: taxRate ?? rates.get(TaxClass.STANDARD)!,
      needsPrice: !price && byCost === null,
    }
  })
}

/** Whether the price list charges for writing a prescription. */
export async function chargesPrescribing(ctx: Context): Promise<boolean> {
  const [fee] = await ctx.db
    .select({ id: services.id })
    .from(services)
    .where(and(eq(services.chargesFor, ActKind.PRESCRIPTION), eq(services.active, true)))
  return fee !== undefined
}

/** The newest draft of an owner at a location that the condition finds, kept from others. */
export async function lockOpenDraft(
  ctx: Context,
  { ownerId, locationId }: Pick<ActRow, 'ownerId' | 'locationId'>,
  condition: SQL | undefined,
): Promise<InvoiceRow | null> {
  const [draft] = await ctx.db
    .select()
    .from(invoices)
    .where(
      and(
        eq(invoices.ownerId, ownerId),
        eq(invoices.locationId, locationId),
        eq(invoices.status, InvoiceStatus.DRAFT),
        condition,
      ),
    )
    .orderBy(desc(invoices.createdAt), desc(invoices.id))
    .limit(1)
    .for('update')
  return draft ?? null
}

/** A draft of a day on which nobody has typed a line, and that is for no visit: a visit of that day continues it. */
export const onlyOfActs = (ctx: Context, day: string): SQL | undefined =>
  and(
    isNull(invoices.appointmentId),
    eq(invoices.suppliedOn, day),
    notExists(
      ctx.db
        .select({ id: invoiceItems.id })
        .from(invoiceItems)
        .where(and(eq(invoiceItems.invoiceId, invoices.id), isNull(invoiceItems.actId))),
    ),
  )

const draftOf = (act: ActRow): SQL =>
  act.appointmentId ? eq(invoices.appointmentId, act.appointmentId) : eq(invoices.suppliedOn, act.day)

/** Puts lines for what was done on a locked draft, or on a new one; answers its id. */
export async function putOn(
  ctx: Context,
  draft: InvoiceRow | null,
  done: readonly ActRow[],
  appointmentId: string | null,
): Promise<string> {
  const [{ ownerId, locationId, day }] = done as [ActRow]
  const location = await getLocation(ctx, locationId)
  if (!draft) {
    const items = await itemsFor(ctx, done, { location, day })
    return addDraft(ctx, { location, day, items, discount: null, ownerId, appointmentId })
  }
  const items = await itemsFor(ctx, done, { location, day: draft.suppliedOn })
  const before = await listRows(ctx, draft.id)
  const adopted = appointmentId && !draft.appointmentId ? { appointmentId } : {}
  await replaceItems(ctx, draft, [...before, ...items], discountOf(draft), adopted)
  return draft.id
}

/** Charges what an event told of, on the draft that is open for it, else on a new one. */
export async function chargeAll(ctx: Context, done: readonly ActRow[]) {
  const open = done.filter(({ invoiceId, waivedAt, retractedAt }) => !invoiceId && !waivedAt && !retractedAt)
  const [first] = open
  if (!first) return
  await putOn(ctx, await lockOpenDraft(ctx, first, draftOf(first)), open, first.appointmentId)
}

/** Takes the line of what was undone off its draft; a draft that has no other is voided. */
export async function takeOff(ctx: Context, act: ActRow) {
  if (!act.invoiceId) return
  const draft = await saved.lock(ctx, act.invoiceId)
  if (draft.status !== InvoiceStatus.DRAFT) return
  const rest = (await listRows(ctx, draft.id)).filter(({ actId }) => actId !== act.id)
  if (rest.length === 0) await saved.change(ctx, draft, { status: InvoiceStatus.VOID }, 'void')
  else await replaceItems(ctx, draft, rest, discountOf(draft))
}

async function lockActs(ctx: Context, ids: readonly string[]): Promise<ActRow[]> {
  const rows = await ctx.db
    .select()
    .from(acts)
    .where(inArray(acts.id, [...ids]))
    .orderBy(asc(acts.at), asc(acts.id))
  const viewer = requireViewer(ctx)
  const seen = rows.filter(({ locationId }) => can(viewer, 'invoice:read', locationId))
  if (seen.length < ids.length) throw notFound('act', 'actIds')
  const [first] = seen as [ActRow]
  if (seen.some(({ ownerId, locationId }) => ownerId !== first.ownerId || locationId !== first.locationId))
    throw badInput('actIds', 'One invoice charges what was done for one owner at one location.')
  if (seen.some(({ invoiceId, waivedAt, retractedAt }) => invoiceId ?? waivedAt ?? retractedAt))
    throw conflict('This is charged already, waived or taken back.', { field: 'actIds' })
  return seen
}

/**
 * Charges what nobody has charged yet, on the draft that is open at the desk or on the one that it belongs to.
 * no audit: the draft’s is written.
 */
export async function chargeActs(ctx: Context, input: ChargeActsInput): Promise<Invoice> {
  authorize(ctx, 'invoice:write')
  const ids = [...new Set(input.actIds.map(asId))]
  if (ids.length === 0 || ids.length > maxActs) throw badInput('actIds', `From 1 to ${maxActs}.`)
  const id = await once(ctx, 'chargeActs', input, async (ctx) => {
    const done = await lockActs(ctx, ids)
    const [first] = done as [ActRow]
    authorize(ctx, 'invoice:write', first.locationId)
    await lockCharges(ctx, first.ownerId)
    if (!input.invoiceId) {
      const draft = await lockOpenDraft(ctx, first, draftOf(first))
      return putOn(ctx, draft, done, first.appointmentId)
    }
    const draft = await lockDraft(
      ctx,
      { id: asId(input.invoiceId), version: input.version ?? 0 },
      'invoice:write',
    )
    if (draft.ownerId !== first.ownerId || draft.locationId !== first.locationId)
      throw badInput('invoiceId', 'This is an invoice of another owner or location.')
    return putOn(ctx, draft, done, null)
  })
  return (await findInvoice(ctx, id))!
}
