import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { type Money, quantityScale, totalsOf } from '@vetgraph/kit/money'
import { authorize, requireViewer } from '@vetgraph/kit/access/authorize'
import { asId, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { dayOf } from '@vetgraph/kit/time'
import { and, desc, eq, inArray } from 'drizzle-orm'
import { locations } from '../refs/refs.service.ts'
import { type LocationRef, locationRefs } from '../refs/refs.table.ts'
import { type PriceRow, prices, type TaxRateRow, taxRates } from './price.table.ts'
import { getService } from './service.service.ts'
import { type ServiceRow, services, TaxClass } from './service.table.ts'
import type { Service, ServicePrice, SetPriceInput } from './service.types.ts'
import { checkDay } from './tax-rate.service.ts'

/** The highest price of one unit, in minor units. */
export const maxPrice = 1_000_000_000

const inOrder = [desc(prices.effectiveFrom), desc(prices.id)] as const

/** What entries of the price list cost at a location on a day of it; those without a price are not among them. */
export async function pricesOn(
  ctx: Context,
  { serviceIds, location, day }: { serviceIds: readonly string[]; location: LocationRef; day: string },
): Promise<Map<string, PriceRow>> {
  const found = new Map<string, PriceRow>()
  if (serviceIds.length === 0) return found
  const rows = await ctx.db
    .select()
    .from(prices)
    .where(
      and(
        inArray(prices.serviceId, [...serviceIds]),
        eq(prices.locationId, location.id),
        eq(prices.currency, location.currency),
      ),
    )
    .orderBy(...inOrder)
  for (const row of rows)
    if (row.effectiveFrom <= day && !found.has(row.serviceId)) found.set(row.serviceId, row)
  return found
}

interface PriceList {
  location: LocationRef
  service: ServiceRow
  price: PriceRow
}

/** Every price of the locations asked for, the latest first: a price list is short. */
const readPriceLists = async (ctx: Context, locationIds: readonly string[]) =>
  (
    await ctx.db
      .select({ location: locationRefs, service: services, price: prices })
      .from(prices)
      .innerJoin(services, eq(services.id, prices.serviceId))
      .innerJoin(
        locationRefs,
        and(eq(locationRefs.id, prices.locationId), eq(locationRefs.currency, prices.currency)),
      )
      .where(inArray(prices.locationId, [...locationIds]))
      .orderBy(...inOrder)
  ).map((row): readonly [string, PriceList] => [row.price.locationId, row])

const readRates = async (ctx: Context, locationIds: readonly string[]) =>
  (
    await ctx.db
      .select()
      .from(taxRates)
      .where(inArray(taxRates.locationId, [...locationIds]))
      .orderBy(desc(taxRates.effectiveFrom), desc(taxRates.id))
  ).map((row): readonly [string, TaxRateRow] => [row.locationId, row])

/** The price with what people pay: at the tax rate of today, or of the day on which it begins. */
function presentPrice(
  { location, service, price }: PriceList,
  rates: readonly TaxRateRow[],
  today: string,
): ServicePrice {
  const day = price.effectiveFrom > today ? price.effectiveFrom : today
  const own = rates.find((rate) => rate.taxClass === service.taxClass && rate.effectiveFrom <= day)?.rate
  const taxRate = own ?? (service.taxClass === TaxClass.STANDARD ? location.taxRate : 0)
  const { amount, currency, taxIncluded, effectiveFrom } = price
  const unitPrice = { amount, currency }
  const { total } = totalsOf([{ unitPrice, thousandths: quantityScale, taxRate, taxIncluded }], currency)
  return { amount: unitPrice, taxIncluded, effectiveFrom, taxRate, gross: total }
}

/** The prices of one entry at a location, those to come first. */
async function pricesAt(ctx: Context, locationId: string, isWanted: (service: ServiceRow) => boolean) {
  const [list, rates] = await Promise.all([
    groupLoaderOf(ctx, readPriceLists).load(asId(locationId)),
    groupLoaderOf(ctx, readRates).load(asId(locationId)),
  ])
  const [first] = list
  if (!first) return []
  const today = dayOf(ctx.now(), first.location.timeZone)
  return list
    .filter(({ service }) => isWanted(service))
    .map((row) => ({ isInForce: row.price.effectiveFrom <= today, price: presentPrice(row, rates, today) }))
}

/** What an entry costs today, in the location's own day; null when nobody has set a price. */
export async function findServicePrice(
  ctx: Context,
  { id }: Service,
  locationId: string,
): Promise<ServicePrice | null> {
  authorize(ctx, 'price:read')
  const all = await pricesAt(ctx, locationId, (service) => service.id === id)
  return all.find(({ isInForce }) => isInForce)?.price ?? null
}

/** The prices of an entry at a location, those to come first. */
export async function listServicePrices(
  ctx: Context,
  { id }: Service,
  locationId: string,
): Promise<ServicePrice[]> {
  authorize(ctx, 'price:read')
  return (await pricesAt(ctx, locationId, (service) => service.id === id)).map(({ price }) => price)
}

/** Everyone who is signed in may know what a type of appointment costs today, as it will be paid. */
export async function findPrice(ctx: Context, typeId: string, locationId: string): Promise<Money | null> {
  requireViewer(ctx)
  const all = await pricesAt(
    ctx,
    locationId,
    ({ appointmentTypeId, active }) => active && appointmentTypeId === typeId,
  )
  return all.find(({ isInForce }) => isInForce)?.price.gross ?? null
}

export type NewPrice = Omit<PriceRow, 'id' | 'createdAt'>

/** Keeps a price that was checked, with its audit entry. */
export async function addPrice(ctx: Context, price: NewPrice) {
  const row = { id: newId(), ...price, createdAt: ctx.now() }
  await ctx.db.insert(prices).values(row)
  await audit(ctx, 'price.set', { entity: 'Service', entityId: price.serviceId, after: row })
}

/** Sets what an entry costs from a day on; what was charged before keeps its price (S1). */
export async function setPrice(ctx: Context, input: SetPriceInput): Promise<Service> {
  authorize(ctx, 'price:write', input.locationId)
  const { locationId, price, taxIncluded, effectiveFrom } = input
  const serviceId = await once(ctx, 'setPrice', input, async (ctx) => {
    const service = await getService(ctx, input.serviceId, 'serviceId')
    const location = await locations.find(ctx, locationId)
    if (!location) throw notFound('location', 'locationId')
    if (price.currency !== location.currency) {
      throw badInput('price', `Prices of ${location.name} are in ${location.currency}.`)
    }
    if (price.amount < 0 || price.amount > maxPrice) throw badInput('price', 'A price is 0 to 10,000,000.')
    checkDay(ctx, location, effectiveFrom)
    await addPrice(ctx, {
      serviceId: service.id,
      locationId: location.id,
      ...price,
      taxIncluded,
      effectiveFrom,
    })
    return service.id
  })
  return getService(ctx, serviceId)
}
