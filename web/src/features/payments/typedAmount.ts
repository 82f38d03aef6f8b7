/** How many digits a currency has after the point. */
const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** An amount above zero in minor units, typed with comma or point; null for what is none. */
export function typedAmount(text: string, currency: string): number | null {
  const tidy = text.trim().replace(',', '.')
  const digits = digitsOf(currency)
  const [, fraction = ''] = tidy.split('.')
  if (!/^\d{1,11}(\.\d+)?$/.test(tidy) || fraction.length > digits) return null
  const amount = Math.round(Number(tidy) * 10 ** digits)
  return amount > 0 ? amount : null
}

/** As it is typed: `78.00`. */
export const amountText = (amount: number, currency: string): string => {
  const digits = digitsOf(currency)
  return (amount / 10 ** digits).toFixed(digits)
}
