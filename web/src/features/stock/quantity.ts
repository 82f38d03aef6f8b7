/** Quantities are exact to a thousandth; what cannot be one is null. */
export function parseQuantity(text: string): number | null {
  const tidy = text.trim().replace(',', '.')
  if (!/^\d+(\.\d{1,3})?$/.test(tidy)) return null
  const quantity = Number(tidy)
  return quantity > 0 && quantity <= 1_000_000 ? quantity : null
}

/** Days to wait for a delivery, 0 to 365; null for what is none. */
export function daysFrom(text: string): number | null {
  const tidy = text.trim()
  return /^\d{1,3}$/.test(tidy) && Number(tidy) <= 365 ? Number(tidy) : null
}

const thousandths = (quantity: number): number => Math.round(quantity * 1000)

export const plusQuantity = (a: number, b: number): number => (thousandths(a) + thousandths(b)) / 1000

export const quantityText = (quantity: number): string => String(Math.round(quantity * 1000) / 1000)

const plurals: Record<string, string> = { box: 'boxes', each: 'each', ml: 'ml', mg: 'mg', g: 'g', kg: 'kg' }

export const unitText = (unit: string, quantity: number): string =>
  quantity === 1 || plurals[unit] === unit
    ? unit
    : (plurals[unit] ?? (/(s|\.|ml|mg)$/.test(unit) ? unit : `${unit}s`))

interface Packed {
  unit: string
  stockUnit: string | null
  unitsPerStockUnit: number | null
}

/** A quantity in whole stock units and what is left over: `3 bottles + 12 ml`; empty without a stock unit. */
export function packedText({ unit, stockUnit, unitsPerStockUnit }: Packed, quantity: number): string {
  if (stockUnit === null || unitsPerStockUnit === null || quantity < 0) return ''
  const [all, each] = [thousandths(quantity), thousandths(unitsPerStockUnit)]
  const packs = Math.floor(all / each)
  const rest = (all % each) / 1000
  const parts = [
    packs > 0 && `${packs} ${unitText(stockUnit, packs)}`,
    (rest > 0 || packs === 0) && `${quantityText(rest)} ${unitText(unit, rest)}`,
  ]
  return parts.filter((part) => part !== false).join(' + ')
}
