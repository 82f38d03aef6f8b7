import type { MoneyValue } from './format'

/** Decimals of a currency: two for euros, none for yen, three for Kuwaiti dinars. */
const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** An amount as people type it, with comma or point; null for what is none. */
export function amountFrom(text: string, currency: string): MoneyValue | null {
  const digits = digitsOf(currency)
  const tidy = text.trim().replace(',', '.')
  const form = digits === 0 ? /^\d{1,12}$/ : new RegExp(`^\\d{1,12}(\\.\\d{1,${digits}})?$`)
  return form.test(tidy) ? { amount: Math.round(Number(tidy) * 10 ** digits), currency } : null
}

/** An amount as it is edited: `65.00`. */
export function amountText({ amount, currency }: MoneyValue): string {
  const digits = digitsOf(currency)
  return (amount / 10 ** digits).toFixed(digits)
}

/** A share in percent, typed with comma or point, in basis points; empty is 0, null what is none. */
export function percentFrom(text: string, most = 100): number | null {
  const tidy = text.trim().replace(',', '.')
  if (tidy === '') return 0
  return /^\d{1,4}(\.\d{1,2})?$/.test(tidy) && Number(tidy) <= most ? Math.round(Number(tidy) * 100) : null
}

/** Basis points as percent: 1350 is `13.5`. */
export const percentText = (basisPoints: number): string => String(basisPoints / 100)

/** A quantity above zero with at most three decimals; null for what is none. */
export function quantityFrom(text: string): number | null {
  const tidy = text.trim().replace(',', '.')
  return /^\d{1,6}(\.\d{1,3})?$/.test(tidy) && Number(tidy) > 0 ? Number(tidy) : null
}
