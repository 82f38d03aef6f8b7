import type { InvoiceItemInput, InvoiceItemKind, TaxClass } from '../../gql/types'
import { amountFrom, amountText, percentFrom, percentText, quantityFrom } from '../../ui/amount'
import { lacking } from '../../ui/fields'
import type { Problem } from '../../ui/errors'
import type { InvoiceDrawerQuery, ServicePicker_serviceFragment } from './invoices.gen'

/** A line as it is typed. */
export interface LineForm {
  serviceId: string | null
  /** What was done and is charged by it. */
  actId: string | null
  petId: string
  description: string
  /** The least that will be needed, in an estimate; as the quantity when it is empty. */
  lowQuantity: string
  quantity: string
  price: string
  taxIncluded: boolean
  taxClass: TaxClass
  kind: InvoiceItemKind
  discount: string
}

export interface LinesForm {
  items: LineForm[]
}

export interface DraftForm extends LinesForm {
  /** In percent, or an amount. */
  discount: string
  discountIn: 'percent' | 'amount'
}

export type Draft = NonNullable<InvoiceDrawerQuery['invoice']>

export function formOf(invoice: Draft): DraftForm {
  const isAmount = invoice.discountRate === null && invoice.discount.amount > 0
  return {
    items: invoice.items.map((item) => ({
      serviceId: item.serviceId,
      actId: item.actId,
      petId: item.pet?.id ?? '',
      description: item.description,
      lowQuantity: '',
      quantity: String(item.quantity),
      price: item.needsPrice ? '' : amountText(item.unitPrice),
      taxIncluded: item.taxIncluded,
      taxClass: item.taxClass,
      kind: item.kind,
      discount: item.discountRate === 0 ? '' : percentText(item.discountRate),
    })),
    discount: isAmount
      ? amountText(invoice.discount)
      : invoice.discountRate === null
        ? ''
        : percentText(invoice.discountRate),
    discountIn: isAmount ? 'amount' : 'percent',
  }
}

/** A new line of the price list. */
export const lineOf = (service: ServicePicker_serviceFragment, petId: string): LineForm => ({
  serviceId: service.id,
  actId: null,
  petId,
  description: service.name,
  lowQuantity: '',
  quantity: '1',
  price: service.price ? amountText(service.price.amount) : '',
  taxIncluded: service.price?.taxIncluded ?? false,
  taxClass: service.taxClass,
  kind: service.kind,
  discount: '',
})

/** A new free line. */
export const freeLine = (description: string, petId: string): LineForm => ({
  serviceId: null,
  actId: null,
  petId,
  description,
  lowQuantity: '',
  quantity: '1',
  price: '',
  taxIncluded: true,
  taxClass: 'STANDARD',
  kind: 'SERVICE',
  discount: '',
})

/** What is missing in lines or cannot be read, in the words of the line it is in. */
export function problemOfLines(items: readonly LineForm[], currency: string): Problem | null {
  for (const item of items) {
    const name = item.description.trim()
    if (name === '') return lacking('items', 'A line says what it charges for.')
    if (quantityFrom(item.quantity) === null)
      return lacking('items', `“${name}” needs a quantity above 0, with at most three decimals.`)
    if (item.price.trim() === '' && item.serviceId === null)
      return lacking('items', `“${name}” needs a price.`)
    if (item.price.trim() !== '' && amountFrom(item.price, currency) === null)
      return lacking('items', `“${name}” has a price that is no amount in ${currency}.`)
    if (percentFrom(item.discount) === null)
      return lacking('items', `“${name}” has a discount that is not 0 to 100 %.`)
  }
  return null
}

export function problemOfForm(form: DraftForm, currency: string): Problem | null {
  const { items, discount, discountIn } = form
  const problem = problemOfLines(items, currency)
  if (problem) return problem
  const isRead =
    discount.trim() === '' ||
    (discountIn === 'percent' ? percentFrom(discount) !== null : amountFrom(discount, currency) !== null)
  return isRead ? null : lacking('discount', 'A discount is 0 to 100 %, or an amount.')
}

export const itemsOf = ({ items }: LinesForm, currency: string): InvoiceItemInput[] =>
  items.map(({ price, discount, lowQuantity: _, quantity, petId, description, ...line }) => ({
    ...line,
    description: description.trim(),
    petId: petId || null,
    quantity: quantityFrom(quantity)!,
    // Without a price it is asked for when the invoice is finalised.
    unitPrice: price.trim() === '' ? null : amountFrom(price, currency),
    discountRate: percentFrom(discount),
  }))

export function discountOf({ discount, discountIn }: DraftForm, currency: string) {
  if (discount.trim() === '') return null
  return discountIn === 'percent'
    ? { rate: percentFrom(discount) }
    : { amount: amountFrom(discount, currency) }
}

/** All lines in words, for the choice between two versions. */
export const linesInWords = (items: readonly LineForm[]): string =>
  items
    .map(
      ({ quantity, description, price, discount }) =>
        `${quantity} × ${description}${price && `, ${price}`}${discount && `, less ${discount} %`}`,
    )
    .join('\n')
