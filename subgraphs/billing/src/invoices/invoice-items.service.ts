import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import {
  type DocumentDiscount,
  type Money,
  thousandthsOf,
  type Totals,
  totalsOf,
  type UntaxedLine,
} from '@vetgraph/kit/money'
import { asId } from '@vetgraph/kit/reads/refs'
import { asc, eq, inArray } from 'drizzle-orm'
import { maxPrice, pricesOn } from '../prices/price.service.ts'
import { InvoiceItemKind, type ServiceRow, services, TaxClass } from '../prices/service.table.ts'
import { rateOfClass, taxRatesOn } from '../prices/tax-rate.service.ts'
import type { LocationRef } from '../refs/refs.table.ts'
import { type InvoiceItemRow, invoiceItems, type InvoiceRow } from './invoice.table.ts'
import type { InvoiceDiscountInput, InvoiceItemInput } from './invoice.inputs.ts'

const maxItems = 100
const maxThousandths = 100_000_000
const maxNet = 1_000_000_000_000

/** The lines of an invoice in printed order, as they are kept. */
export const listRows = (ctx: Context, invoiceId: string): Promise<InvoiceItemRow[]> =>
  ctx.db
    .select()
    .from(invoiceItems)
    .where(eq(invoiceItems.invoiceId, invoiceId))
    .orderBy(asc(invoiceItems.position))

/** A line before the invoice's discount and tax are known. */
export type PricedItem = Pick<
  InvoiceItemRow,
  | 'kind'
  | 'serviceId'
  | 'petId'
  | 'petName'
  | 'description'
  | 'quantity'
  | 'unitPrice'
  | 'taxIncluded'
  | 'discountRate'
  | 'taxClass'
  | 'taxRate'
  | 'needsPrice'
> & { actId?: string | null }

interface Charge {
  location: LocationRef
  /** The day of supply. */
  day: string
  /** The lines that the draft has so far, which may charge for what has been retired since. */
  before: ReadonlyArray<Pick<InvoiceItemRow, 'serviceId'>>
}

/** The names of the pets that the lines are for. */
export type PetNames = ReadonlyMap<string, string>

/** The pets of the lines, which are the owner's or on the draft already. Asked before the transaction. */
export async function petNamesOf(
  ctx: Context,
  items: readonly InvoiceItemInput[],
  ownerId: string,
  before: ReadonlyArray<Pick<InvoiceItemRow, 'petId' | 'petName'>> = [],
): Promise<PetNames> {
  const names = new Map(before.flatMap(({ petId, petName }) => (petId ? [[petId, petName ?? '']] : [])))
  const ids = [...new Set(items.flatMap(({ petId }) => petId ?? []))].filter((id) => !names.has(id))
  if (ids.length === 0) return names
  const answers = await ctx.askPeer('Pet', ids.map(asId), 'id name owner { id }')
  ids.forEach((id, place) => {
    const answer = answers[place] as { name: string; owner: { id: string } | null } | null | undefined
    if (answer?.owner?.id === ownerId) names.set(id, answer.name)
  })
  return names
}

export function quantityFrom(quantity: number, field: string): number {
  const thousandths = thousandthsOf(quantity)
  if (thousandths === null) throw badInput(field, 'A quantity has at most three decimals.')
  if (thousandths <= 0)
    throw badInput(field, 'A quantity is more than 0; to give money back, credit the invoice.')
  if (thousandths > maxThousandths) throw badInput(field, 'A quantity is at most 100,000.')
  return thousandths
}

function priceFrom(price: Money, currency: string, field: string): number {
  if (price.currency !== currency) throw badInput(field, `Prices of this location are in ${currency}.`)
  if (price.amount < 0)
    throw badInput(field, 'A price is not negative; to give money back, credit the invoice.')
  if (price.amount > maxPrice) throw badInput(field, 'This price is too high.')
  return price.amount
}

/** What is typed counts, then what the price list says. */
function described(item: InvoiceItemInput, service: ServiceRow | undefined, field: string) {
  const description = item.description ?? service?.name
  if (!description) throw badInput(`${field}.description`, 'A line says what it charges for.')
  return {
    description,
    kind: item.kind ?? service?.kind ?? InvoiceItemKind.SERVICE,
    taxClass: item.taxClass ?? service?.taxClass ?? TaxClass.STANDARD,
  }
}

/** The lines as typed, with what the price list and the tax rates of the day of supply say. */
export async function priceItems(
  ctx: Context,
  items: readonly InvoiceItemInput[],
  { location, day, before }: Charge,
  pets: PetNames,
  /** What was done and is charged by the line at each place. */
  acts: ReadonlyArray<string | null> = [],
): Promise<PricedItem[]> {
  if (items.length > maxItems) throw badInput('items', `At most ${maxItems} lines.`)
  const ids = [...new Set(items.flatMap(({ serviceId }) => serviceId ?? []))].map(asId)
  const entries =
    ids.length === 0 ? [] : await ctx.db.select().from(services).where(inArray(services.id, ids))
  const list = new Map(entries.map((service) => [service.id, service]))
  const charged = new Set(before.map(({ serviceId }) => serviceId))
  const prices = await pricesOn(ctx, { serviceIds: ids, location, day })
  const rates = await taxRatesOn(ctx, location, day)
  return items.map((item, place): PricedItem => {
    const field = `items.${place}`
    const service = item.serviceId ? list.get(item.serviceId) : undefined
    if (item.serviceId && !service) throw notFound('entry of the price list', `${field}.serviceId`)
    if (service && !service.active && !charged.has(service.id)) {
      throw badInput(`${field}.serviceId`, `“${service.name}” is retired.`)
    }
    const petId = item.petId ?? null
    if (petId && !pets.has(petId)) throw notFound('pet of this owner', `${field}.petId`)
    const { description, kind, taxClass } = described(item, service, field)
    const listed = service && prices.get(service.id)
    const typed = item.unitPrice ? priceFrom(item.unitPrice, location.currency, `${field}.unitPrice`) : null
    if (!service && typed === null) throw badInput(`${field}.unitPrice`, 'This line needs a price.')
    const discountRate = item.discountRate ?? 0
    if (discountRate < 0 || discountRate > 10_000) {
      throw badInput(`${field}.discountRate`, 'A discount is 0 to 100 %.')
    }
    return {
      kind,
      serviceId: service?.id ?? null,
      actId: acts[place] ?? null,
      petId,
      petName: petId && pets.get(petId)!,
      description,
      quantity: quantityFrom(item.quantity, `${field}.quantity`),
      unitPrice: typed ?? listed?.amount ?? 0,
      taxIncluded: item.taxIncluded ?? listed?.taxIncluded ?? false,
      discountRate,
      taxClass,
      taxRate: rateOfClass(rates, taxClass, `${field}.taxClass`),
      needsPrice: typed === null && !listed,
    }
  })
}

/** The discount on the whole invoice, or null for none. */
export function discountFrom(
  discount: InvoiceDiscountInput | null | undefined,
  currency: string,
): DocumentDiscount | null {
  if (!discount) return null
  const { rate, amount } = discount
  if ((rate ?? null) === null) {
    if (!amount) return null
    return { amount: priceFrom(amount, currency, 'discount.amount') }
  }
  if (amount) throw badInput('discount', 'A discount is either a share or an amount.')
  if (rate! < 0 || rate! > 10_000) throw badInput('discount.rate', 'A discount is 0 to 100 %.')
  return { rate: rate! }
}

/** The discount that an invoice has. */
export const discountOf = ({
  discount,
  discountRate,
}: Pick<InvoiceRow, 'discount' | 'discountRate'>): DocumentDiscount | null =>
  discountRate === null ? (discount > 0 ? { amount: discount } : null) : { rate: discountRate }

const untaxed = (item: PricedItem, currency: string): UntaxedLine => ({
  unitPrice: { amount: item.unitPrice, currency },
  thousandths: item.quantity,
  taxRate: item.taxRate,
  taxIncluded: item.taxIncluded,
  discountRate: item.discountRate,
})

/** The sums of an invoice and its rows, which add up to them (B4). */
export function invoiceOf(
  invoiceId: string,
  items: readonly PricedItem[],
  currency: string,
  discount: DocumentDiscount | null,
): { sums: ReturnType<typeof sumsOf>; rows: InvoiceItemRow[] } {
  const lines = items.map((item) => untaxed(item, currency))
  const undiscounted = totalsOf(lines, currency).lines
  undiscounted.forEach(({ net }, place) => {
    if (net.amount > maxNet) throw badInput(`items.${place}.quantity`, 'This line costs too much.')
  })
  const whole = undiscounted.reduce(
    (sum, { net, gross, taxIncluded }) => sum + (taxIncluded ? gross : net).amount,
    0,
  )
  if (discount && 'amount' in discount && discount.amount > whole) {
    throw badInput('discount.amount', 'A discount is not more than what the lines cost.')
  }
  const totals = totalsOf(lines, currency, discount)
  const rows = items.map((item, place): InvoiceItemRow => {
    const { discount, net, tax, gross } = totals.lines[place]!
    return {
      ...item,
      actId: item.actId ?? null,
      id: newId(),
      invoiceId,
      position: place + 1,
      discount: discount.amount,
      net: net.amount,
      tax: tax.amount,
      gross: gross.amount,
    }
  })
  return { sums: sumsOf(totals, discount), rows }
}

const sumsOf = ({ subtotal, tax, total, discount: off }: Totals, discount: DocumentDiscount | null) => ({
  discountRate: discount && 'rate' in discount ? discount.rate : null,
  discount: off.amount,
  subtotal: subtotal.amount,
  tax: tax.amount,
  total: total.amount,
})
