import type { InvoiceItemKind, TaxClass } from '../../gql/types'

export const kinds: Record<InvoiceItemKind, string> = {
  SERVICE: 'Service',
  MEDICATION: 'Medication',
  PRODUCT: 'Product',
}

export const taxClasses: Record<TaxClass, string> = {
  STANDARD: 'Standard rate',
  REDUCED: 'Reduced rate',
  ZERO: 'Zero rate',
  EXEMPT: 'Exempt',
}

export const taxOptions = Object.entries(taxClasses) as [TaxClass, string][]
export const kindOptions = Object.entries(kinds) as [InvoiceItemKind, string][]
