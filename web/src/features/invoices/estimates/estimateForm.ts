import type { EstimateItemInput } from '../../../gql/types'
import { amountText, percentText, quantityFrom } from '../../../ui/amount'
import type { Problem } from '../../../ui/errors'
import { lacking } from '../../../ui/fields'
import { itemsOf, type LineForm, type LinesForm, problemOfLines } from '../draftForm'
import type { Shown } from './EstimateSheet'

export interface EstimateForm extends LinesForm {
  title: string
  note: string
  validUntil: string
}

export const formOf = ({ title, note, validUntil, items }: Shown): EstimateForm => ({
  title,
  note: note ?? '',
  validUntil,
  items: items.map((item) => ({
    actId: null,
    serviceId: item.serviceId,
    petId: item.pet?.id ?? '',
    description: item.description,
    lowQuantity: item.lowQuantity === item.quantity ? '' : String(item.lowQuantity),
    quantity: String(item.quantity),
    price: amountText(item.unitPrice),
    taxIncluded: item.taxIncluded,
    taxClass: item.taxClass,
    kind: item.kind,
    discount: item.discountRate === 0 ? '' : percentText(item.discountRate),
  })),
})

/** The least as it is typed: as the most when it is empty, and 0 where maybe none is needed. */
function lowFrom({ lowQuantity, quantity }: LineForm): number | null {
  const text = lowQuantity.trim().replace(',', '.')
  if (text === '') return quantityFrom(quantity)
  return Number(text) === 0 ? 0 : quantityFrom(text)
}

export function problemOfEstimate({ items }: EstimateForm, currency: string): Problem | null {
  const problem = problemOfLines(items, currency)
  if (problem) return problem
  for (const line of items) {
    const low = lowFrom(line)
    if (low === null || low > quantityFrom(line.quantity)!)
      return lacking('items', `“${line.description.trim()}” needs at least 0 and no more than at most.`)
  }
  return null
}

export const estimateItemsOf = (form: EstimateForm, currency: string): EstimateItemInput[] =>
  itemsOf(form, currency).map((item, place) => ({ ...item, lowQuantity: lowFrom(form.items[place]!) }))
