import { audit } from '@vetgraph/kit/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/db'
import type { AppointmentFacts } from '@vetgraph/kit/events'
import { newId } from '@vetgraph/kit/ids'
import { type DocumentDiscount, quantityScale } from '@vetgraph/kit/money'
import { authorize } from '@vetgraph/kit/permissions'
import { dayOf } from '@vetgraph/kit/time'
import { and, eq, ne } from 'drizzle-orm'
import { pricesOn } from '../prices/price.service.ts'
import { InvoiceItemKind, type ServiceRow, services, TaxClass } from '../prices/service.table.ts'
import { taxRatesOn } from '../prices/tax-rate.service.ts'
import { getLocation, keepVisit } from '../refs/refs.service.ts'
import type { LocationRef } from '../refs/refs.table.ts'
import { announce } from './invoice-change.service.ts'
import { invoiceOf, type PricedItem } from './invoice-items.service.ts'
import { invoiceItems, type InvoiceRow, invoices, InvoiceStatus } from './invoice.table.ts'

/** As its first save made it. */
const untouched = 1

/** The pet of an invoice whose lines are all for the same one. */
export const onlyPet = (items: ReadonlyArray<{ petId: string | null }>) =>
  new Set(items.map(({ petId }) => petId)).size === 1 ? items[0]!.petId : null

interface NewDraft {
  location: LocationRef
  day: string
  items: readonly PricedItem[]
  discount: DocumentDiscount | null
  ownerId: string
  appointmentId: string | null
}

/** Adds a draft and tells of it; answers its id. */
export async function addDraft(ctx: Context, wanted: NewDraft): Promise<string> {
  const { location, day, items, discount, ownerId, appointmentId } = wanted
  const id = newId()
  const { sums, rows } = invoiceOf(id, items, location.currency, discount)
  const invoice: InvoiceRow = {
    id,
    number: null,
    status: InvoiceStatus.DRAFT,
    appointmentId,
    ownerId,
    petId: onlyPet(rows),
    locationId: location.id,
    currency: location.currency,
    suppliedOn: day,
    ...sums,
    version: untouched,
    createdAt: ctx.now(),
    updatedAt: ctx.now(),
    finalisedAt: null,
    issuer: null,
    recipient: null,
  }
  // The items go first: the database compares an invoice's totals with its items when the invoice is written.
  if (rows.length > 0) await ctx.db.insert(invoiceItems).values(rows)
  await ctx.db.insert(invoices).values(invoice)
  await audit(ctx, 'invoice.draft', { entity: 'Invoice', entityId: id, after: { ...invoice, items: rows } })
  await announce(ctx, 'DRAFTED', invoice)
  return id
}

/** The entry of the price list that charges for a type of appointment; null when there is none. */
async function entryFor(ctx: Context, typeId: string): Promise<ServiceRow | null> {
  const [service] = await ctx.db
    .select()
    .from(services)
    .where(and(eq(services.appointmentTypeId, typeId), eq(services.active, true)))
  return service ?? null
}

async function draft(ctx: Context, visit: AppointmentFacts) {
  const location = await getLocation(ctx, visit.locationId)
  const day = dayOf(new Date(visit.startsAt), location.timeZone)
  const service = await entryFor(ctx, visit.typeId)
  const price = service && (await pricesOn(ctx, { serviceIds: [service.id], location, day })).get(service.id)
  const rates = await taxRatesOn(ctx, location, day)
  const taxClass = service?.taxClass ?? TaxClass.STANDARD
  const taxRate = rates.get(taxClass)
  const item: PricedItem = {
    kind: service?.kind ?? InvoiceItemKind.SERVICE,
    serviceId: service?.id ?? null,
    petId: visit.petId,
    petName: visit.petName,
    description: service?.name ?? visit.typeName,
    quantity: quantityScale,
    unitPrice: price?.amount ?? 0,
    taxIncluded: price?.taxIncluded ?? false,
    discountRate: 0,
    // Without a reduced rate at the location, people see the standard one on the draft and correct the settings.
    taxClass: taxRate === undefined ? TaxClass.STANDARD : taxClass,
    taxRate: taxRate ?? rates.get(TaxClass.STANDARD)!,
    needsPrice: !price,
  }
  await addDraft(ctx, {
    location,
    day,
    items: [item],
    discount: null,
    ownerId: visit.ownerId,
    appointmentId: visit.id,
  })
}

/**
 * A completed visit is charged exactly once: it has one invoice that is not void, however often and in
 * whatever order the events arrive.
 */
export async function draftForVisit(ctx: Context, visit: AppointmentFacts) {
  authorize(ctx, 'invoice:write', visit.locationId)
  await transact(ctx, async (ctx) => {
    if (!(await keepVisit(ctx, visit, true))) return
    const [charged] = await ctx.db
      .select({ id: invoices.id })
      .from(invoices)
      .where(and(eq(invoices.appointmentId, visit.id), ne(invoices.status, InvoiceStatus.VOID)))
      .limit(1)
    if (!charged) await draft(ctx, visit)
  })
}

/** When a completion is undone, its invoice is voided unless somebody has already edited it. */
export async function takeBackDraft(ctx: Context, visit: AppointmentFacts) {
  authorize(ctx, 'invoice:write', visit.locationId)
  await transact(ctx, async (ctx) => {
    if (!(await keepVisit(ctx, visit, false))) return
    const [taken] = await ctx.db
      .update(invoices)
      .set({ status: InvoiceStatus.VOID, version: untouched + 1, updatedAt: ctx.now() })
      .where(
        and(
          eq(invoices.appointmentId, visit.id),
          eq(invoices.status, InvoiceStatus.DRAFT),
          eq(invoices.version, untouched),
        ),
      )
      .returning()
    if (!taken) return
    await audit(ctx, 'invoice.void', {
      entity: 'Invoice',
      entityId: taken.id,
      before: { status: InvoiceStatus.DRAFT },
      after: { status: taken.status },
    })
    await announce(ctx, 'UPDATED', taken)
  })
}
