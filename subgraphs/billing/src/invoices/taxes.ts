import type { TaxClass } from '../prices/service.table.ts'

interface Taxed {
  taxClass: TaxClass
  taxRate: number
  net: number
  tax: number
}

interface Tax {
  taxClass: TaxClass
  rate: number
  net: number
  tax: number
}

/** What lines are taxed by each class and rate, the highest first, exempt apart from zero (B5). */
export function taxesOf(items: readonly Taxed[]): Tax[] {
  const groups = new Map<string, Tax>()
  for (const { taxClass, taxRate, net, tax } of items) {
    const key = `${taxClass} ${taxRate}`
    const group = groups.get(key) ?? { taxClass, rate: taxRate, net: 0, tax: 0 }
    groups.set(key, { ...group, net: group.net + net, tax: group.tax + tax })
  }
  return [...groups.values()].sort((a, b) => b.rate - a.rate)
}
