import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoLocation } from '@vetgraph/kit/demo/hospital'
import { debtorOf, type DemoPlan, demoPlan, type DemoVisit } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { quantityScale, type Totals, totalsOf } from '@vetgraph/kit/money'
import type { DemoOptions } from '@vetgraph/kit/serving/subgraph'
import { addDays, addMinutes, addMonths, dayOf, daysIn } from '@vetgraph/kit/time'
import {
  type InvoiceItemRow,
  invoiceItems,
  type InvoiceRow,
  invoices,
  InvoiceStatus,
  DocumentKind,
  numberSeries,
} from './invoices/invoice.table.ts'
import { ActKind, InvoiceItemKind, type ServiceRow, services, TaxClass } from './prices/service.table.ts'
import { demoActs } from './charges/act.demo.ts'
import { acts } from './charges/act.table.ts'
import { creditStops } from './credit-stops/credit-stop.table.ts'
import { demoDeposits } from './demo-deposits.ts'
import { demoInsurance, loadClaims } from './insurance-claims/insurance-claim.demo.ts'
import { insurancePolicies } from './insurance-policies/insurance-policy.table.ts'
import { demoLetters } from './letters/letter.demo.ts'
import { disputes, letters } from './letters/letter.table.ts'
import { loadEstimates } from './demo-estimates.ts'
import { demoPayments } from './demo-payments.ts'
import { demoAccountNumbers } from './bookkeeping/account-number.demo.ts'
import { accountNumbers } from './bookkeeping/account-number.table.ts'
import { periodLocks } from './bookkeeping/period-lock.table.ts'
import { loadLedger } from './demo-tills.ts'
import { payments, refunds } from './payments/payment.table.ts'
import { usualDays } from './terms/terms.service.ts'
import { paymentTerms } from './terms/terms.table.ts'
import { type PriceRow, prices, taxRates } from './prices/price.table.ts'
import { appointmentRefs, locationRefs, ownerRefs } from './refs/refs.table.ts'

/** The second location is somewhat dearer, in steps of half a unit of its currency. */
const netPrice = (plan: DemoPlan, location: DemoLocation, typeId: string) => {
  const { price } = plan.types.find(({ id }) => id === typeId)!
  return location === plan.locations[0] ? price : Math.round((price * 1.08) / 50) * 50
}

/** What is charged beside visits; prices as people pay them. */
const extras: ReadonlyArray<readonly [string, string, InvoiceItemKind, TaxClass, number]> = [
  ['Injection fee', 'INJ', InvoiceItemKind.SERVICE, TaxClass.STANDARD, 1200],
  ['Blood count', 'LAB1', InvoiceItemKind.SERVICE, TaxClass.STANDARD, 4900],
  ['X-ray, two views', 'XR2', InvoiceItemKind.SERVICE, TaxClass.STANDARD, 11_500],
  ['Hospital night', 'NIGHT', InvoiceItemKind.SERVICE, TaxClass.STANDARD, 8500],
  ['Meloxicam 1.5 mg/ml, per ml', 'MEL', InvoiceItemKind.MEDICATION, TaxClass.REDUCED, 115],
  ['Amoxicillin 250 mg, tablet', 'AMX', InvoiceItemKind.MEDICATION, TaxClass.REDUCED, 95],
  ['Recovery collar', 'COL', InvoiceItemKind.PRODUCT, TaxClass.STANDARD, 1450],
  ['Export certificate, state fee', 'EXP', InvoiceItemKind.SERVICE, TaxClass.EXEMPT, 6000],
  ['Vaccine', 'VAC', InvoiceItemKind.MEDICATION, TaxClass.REDUCED, 2800],
]

const reducedRate = 900

const extraId = (place: number) => demoId('service', place)

/** The entries of the price list: one for each type of visit, and what is charged beside them. */
const entries = (plan: DemoPlan, now: Date): ServiceRow[] =>
  [
    ...plan.types.map(({ id, name }) => ({
      id,
      name,
      code: null,
      kind: InvoiceItemKind.SERVICE,
      taxClass: TaxClass.STANDARD,
      appointmentTypeId: id,
    })),
    ...extras.map(([name, code, kind, taxClass], place) => ({
      id: extraId(place),
      name,
      code,
      kind,
      taxClass,
      appointmentTypeId: null,
      chargesFor: code === 'VAC' ? ActKind.VACCINATION : code === 'NIGHT' ? ActKind.STAY : null,
    })),
  ].map((entry) => ({
    productId: null,
    chargesFor: null,
    ...entry,
    active: true,
    version: 1,
    createdAt: now,
    updatedAt: now,
  }))

function priceList(plan: DemoPlan, options: DemoOptions, now: Date): PriceRow[] {
  const effectiveFrom = `${now.getUTCFullYear() - options.years - 1}-01-01`
  return plan.locations.flatMap((location, place) =>
    [
      ...plan.types.map(({ id }) => ({ id, amount: netPrice(plan, location, id), taxIncluded: false })),
      ...extras.map(([, , , , amount], number) => ({ id: extraId(number), amount, taxIncluded: true })),
    ].map(({ id, ...price }, number) => ({
      id: demoId('price', place * 100 + number),
      serviceId: id,
      locationId: location.id,
      currency: location.currency,
      ...price,
      effectiveFrom,
      createdAt: now,
    })),
  )
}

/** Numbers without gaps per location and year, given in time order: `H-2026-000123`. */
function numbering() {
  const current = new Map<DemoLocation, { year: number; ends: Date; last: number; prefix: string }>()
  const series: Array<typeof numberSeries.$inferInsert> = []
  const numberFor = (location: DemoLocation, at: Date) => {
    let latest = current.get(location)
    if (!latest || at >= latest.ends) {
      const year = Number(dayOf(at, location.timeZone).slice(0, 4))
      const ends = daysIn(location.timeZone, `${year + 1}-01-01`).startsAt
      const prefix = location.name[0]!
      const begun = { locationId: location.id, kind: DocumentKind.INVOICE, year, ends, prefix, last: 0 }
      series.push(begun)
      latest = begun
      current.set(location, latest)
    }
    latest.last += 1
    return `${latest.prefix}-${latest.year}-${String(latest.last).padStart(6, '0')}`
  }
  return { numberFor, series }
}

/** The price of a service at a location; computed once, because there are hundreds of thousands of visits. */
function charging(plan: DemoPlan) {
  const known = new Map<string, Totals>()
  return ({ location, type }: DemoVisit) => {
    const key = `${location.id} ${type.id}`
    const before = known.get(key)
    if (before) return before
    const unitPrice = { amount: netPrice(plan, location, type.id), currency: location.currency }
    const line = { unitPrice, thousandths: quantityScale, taxRate: location.taxRate }
    const totals = totalsOf([line], location.currency)
    known.set(key, totals)
    return totals
  }
}

const recentlyDays = 14
const unpaidOneIn = 9
/** Some of the invoices before are overdue, of every age. */
const overdueDays = 150
const overdueOneIn = 20

const openDays = 3
const openOneIn = 8

function statusOf(visit: DemoVisit, now: Date): InvoiceStatus {
  if (visit.status === 'READY') return InvoiceStatus.DRAFT
  const isWithin = (days: number) => visit.endsAt > addMinutes(now, -days * 24 * 60)
  // Some were checked out while the invoice waits, and of those some were not to be charged.
  if (isWithin(openDays) && visit.number % openOneIn === 0) return InvoiceStatus.DRAFT
  if (isWithin(openDays) && visit.number % openOneIn === 1) return InvoiceStatus.VOID
  const unpaid =
    (isWithin(recentlyDays) && visit.number % unpaidOneIn === 0) ||
    (isWithin(overdueDays) && visit.number % overdueOneIn === 0)
  return unpaid ? InvoiceStatus.FINALISED : InvoiceStatus.PAID
}

function documents(plan: DemoPlan, now: Date) {
  const { numberFor, series } = numbering()
  const charge = charging(plan)
  const names = new Map(plan.owners.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`]))
  const rows: { invoices: InvoiceRow[]; items: InvoiceItemRow[] } = { invoices: [], items: [] }
  const charged = plan.visits
    .filter(({ status }) => status === 'CHECKED_OUT' || status === 'READY')
    .sort((a, b) => a.endsAt.getTime() - b.endsAt.getTime())
  for (const visit of charged) {
    const { location, type } = visit
    const status = statusOf(visit, now)
    const draft = status === InvoiceStatus.DRAFT || status === InvoiceStatus.VOID
    const at = visit.endsAt < now ? visit.endsAt : now
    const { lines, subtotal, tax, total } = charge(visit)
    const id = demoId('invoice', visit.number)
    rows.invoices.push({
      id,
      number: draft ? null : numberFor(location, at),
      status,
      appointmentId: visit.id,
      ownerId: visit.pet.ownerId,
      petId: visit.pet.id,
      locationId: location.id,
      currency: location.currency,
      suppliedOn: dayOf(at, location.timeZone),
      discountRate: null,
      discount: 0,
      subtotal: subtotal.amount,
      tax: tax.amount,
      total: total.amount,
      version: draft ? 1 : 2,
      createdAt: at,
      updatedAt: at,
      finalisedAt: draft ? null : at,
      dueOn: draft ? null : addDays(dayOf(at, location.timeZone), usualDays),
      issuer: draft
        ? null
        : { name: location.name, lines: [...location.address.split('\n'), location.phone] },
      recipient: draft ? null : { name: names.get(visit.pet.ownerId)!, lines: [] },
    })
    const line = lines[0]!
    rows.items.push({
      id: demoId('invoice item', visit.number),
      invoiceId: id,
      position: 1,
      kind: InvoiceItemKind.SERVICE,
      serviceId: type.id,
      actId: status === InvoiceStatus.DRAFT ? visit.id : null,
      petId: visit.pet.id,
      petName: visit.pet.name,
      description: type.name,
      quantity: line.thousandths,
      unitPrice: line.unitPrice.amount,
      taxIncluded: false,
      discountRate: 0,
      discount: 0,
      taxClass: TaxClass.STANDARD,
      net: line.net.amount,
      taxRate: line.taxRate,
      tax: line.tax.amount,
      gross: line.gross.amount,
      needsPrice: false,
    })
  }
  return { ...rows, series }
}

/** The demo hospital's prices, and an invoice for every visit that has ended. */
export async function loadDemo(ctx: Context, options: DemoOptions) {
  const now = ctx.now()
  const plan = demoPlan(options, now)
  await insertRows(
    ctx,
    locationRefs,
    plan.locations.map(({ id, name, timeZone, currency, taxRate }) => ({
      id,
      name,
      timeZone,
      currency,
      taxRate,
      active: true,
      version: 1,
    })),
  )
  await insertRows(
    ctx,
    ownerRefs,
    plan.owners.map(({ id, firstName, lastName }) => ({
      id,
      name: `${firstName} ${lastName}`,
      active: true,
      version: 1,
    })),
  )
  await insertRows(
    ctx,
    appointmentRefs,
    plan.visits.map(({ id, pet, vet, location, status }) => ({
      id,
      version: 1,
      ownerId: pet.ownerId,
      petId: pet.id,
      vetId: vet.id,
      locationId: location.id,
      completed: status === 'CHECKED_OUT' || status === 'READY',
    })),
  )
  await insertRows(ctx, services, entries(plan, now))
  await insertRows(
    ctx,
    taxRates,
    plan.locations.map(({ id }, place) => ({
      id: demoId('tax rate', place),
      locationId: id,
      taxClass: TaxClass.REDUCED,
      rate: reducedRate,
      effectiveFrom: `${now.getUTCFullYear() - options.years - 1}-01-01`,
      createdAt: now,
    })),
  )
  await insertRows(
    ctx,
    paymentTerms,
    plan.locations.map(({ id: locationId }, place) => ({
      locationId,
      days: usualDays,
      automaticReminders: place === 0,
      creditStopDays: place === 0 ? 90 : null,
      updatedAt: now,
    })),
  )
  await insertRows(ctx, accountNumbers, demoAccountNumbers(plan, now))
  await insertRows(ctx, creditStops, [
    {
      id: debtorOf(plan).id,
      stopped: true,
      reason: 'Two invoices of last year are unpaid',
      automatic: false,
      changedBy: plan.staff.find(({ role }) => role === 'RECEPTIONIST')!.id,
      changedAt: addMinutes(now, -20 * 24 * 60),
      releasedOn: null,
      version: 1,
    },
  ])
  await insertRows(ctx, prices, priceList(plan, options, now))
  const rows = documents(plan, now)
  await insertRows(ctx, acts, demoActs(plan, rows.invoices))
  // One transaction, items first: the database compares totals with items when an invoice is written.
  await ctx.db.transaction(async (db) => {
    await insertRows({ ...ctx, db }, invoiceItems, rows.items)
    await insertRows({ ...ctx, db }, invoices, rows.invoices)
    await insertRows({ ...ctx, db }, numberSeries, rows.series)
    const insurance = demoInsurance(plan, rows, now)
    const claimed = new Set(insurance.claims.map(({ invoiceId }) => invoiceId))
    const sent = demoLetters(plan, rows.invoices, claimed, now)
    await insertRows({ ...ctx, db }, letters, sent.letters)
    await insertRows({ ...ctx, db }, disputes, sent.disputes)
    const money = demoPayments(plan, rows.invoices, insurance.claims)
    const deposits = demoDeposits(plan, now)
    money.entries.push(...deposits.entries)
    money.lines.push(...deposits.lines)
    await insertRows({ ...ctx, db }, payments, [...money.payments, ...deposits.payments])
    await insertRows({ ...ctx, db }, refunds, money.refunds)
    await insertRows({ ...ctx, db }, insurancePolicies, insurance.policies)
    await loadClaims({ ...ctx, db }, insurance)
    await loadLedger({ ...ctx, db }, plan, money, now)
    await insertRows(
      { ...ctx, db },
      periodLocks,
      plan.locations.map(({ id: locationId, timeZone }, place) => ({
        id: demoId('period lock', place),
        locationId,
        lockedThrough: addDays(`${addMonths(dayOf(now, timeZone), -1).slice(0, 8)}01`, -1),
        version: 1,
        createdAt: now,
        updatedAt: now,
      })),
    )
  })
  await loadEstimates(ctx, plan, rows)
}
