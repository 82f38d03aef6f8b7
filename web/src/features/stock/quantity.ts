/** Quantities are exact to a thousandth; what cannot be one is null. */
export function parseQuantity(text: string): number | null {
  const tidy = text.trim().replace(',', '.')
  if (!/^\d+(\.\d{1,3})?$/.test(tidy)) return null
  const quantity = Number(tidy)
  return quantity > 0 && quantity <= 1_000_000 ? quantity : null
}

const thousandths = (quantity: number): number => Math.round(quantity * 1000)

export const plusQuantity = (a: number, b: number): number => (thousandths(a) + thousandths(b)) / 1000

export const quantityText = (quantity: number): string => String(Math.round(quantity * 1000) / 1000)

const plurals: Record<string, string> = { box: 'boxes', each: 'each', ml: 'ml', mg: 'mg', g: 'g', kg: 'kg' }

export const unitText = (unit: string, quantity: number): string =>
  quantity === 1 || plurals[unit] === unit
    ? unit
    : (plurals[unit] ?? (/(s|\.|ml|mg)$/.test(unit) ? unit : `${unit}s`))
