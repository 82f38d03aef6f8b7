/** Integer minor units and an ISO 4217 code. */
export interface Money {
  amount: number
  currency: string
}

/** Thousandths: a quantity of 1.5 is 1500. Quantities have three decimals everywhere. */
export const quantityScale = 1000

/** Basis points: 19 % is 1900. */
export const rateScale = 10_000

/** Rounds to the nearest whole unit, halves away from zero: the rounding of invoices (B4). */
function divideRounded(numerator: bigint, denominator: bigint): number {
  const sign = numerator < 0n ? -1n : 1n
  const magnitude = numerator * sign
  return Number(((magnitude + denominator / 2n) / denominator) * sign)
}

/** The net of a line: unit price by quantity, rounded once, before tax (B4). */
export function netOf(unitPrice: Money, thousandths: number): Money {
  return {
    amount: divideRounded(BigInt(unitPrice.amount) * BigInt(thousandths), BigInt(quantityScale)),
    currency: unitPrice.currency,
  }
}

/** The tax on a net amount at a rate in basis points. */
export function taxOf(net: Money, basisPoints: number): Money {
  return {
    amount: divideRounded(BigInt(net.amount) * BigInt(basisPoints), BigInt(rateScale)),
    currency: net.currency,
  }
}

/** The sum; mixing currencies is a programming error. */
export function sumOf(amounts: readonly Money[], currency: string): Money {
  for (const money of amounts) {
    if (money.currency !== currency) throw new Error(`cannot add ${money.currency} to ${currency}`)
  }
  return { amount: amounts.reduce((sum, money) => sum + money.amount, 0), currency }
}

/** A quantity in thousandths, or null when it has more than three decimals or is out of range. */
export function thousandthsOf(quantity: number): number | null {
  // Fifteen digits of a floating-point number are those of the decimal that was typed or added up.
  const decimal = Number(quantity.toPrecision(15))
  if (!/^-?\d+(\.\d{1,3})?$/.test(String(decimal))) return null
  const thousandths = Math.round(decimal * quantityScale)
  return Number.isSafeInteger(thousandths) ? thousandths : null
}

/** The quantity as people write it: 1500 thousandths are 1.5. */
export const quantityOf = (thousandths: number) => thousandths / quantityScale

/** What a line is charged before tax is known. */
export interface UntaxedLine {
  unitPrice: Money
  thousandths: number
  /** In basis points. */
  taxRate: number
}

/** A line with its rounded amounts; over all lines they add up to the totals exactly. */
export interface TaxedLine extends UntaxedLine {
  net: Money
  tax: Money
  gross: Money
}

export interface Totals {
  lines: TaxedLine[]
  /** One per rate, the mixed rates of a document broken out (B5). */
  taxes: Array<{ rate: number; net: Money; tax: Money }>
  subtotal: Money
  tax: Money
  total: Money
}

/** Spreads a rate's tax over its lines by largest remainder, each within one minor unit of its own tax. */
function spreadTax(nets: readonly number[], rate: number, tax: number): number[] {
  const scale = BigInt(rateScale)
  const lines = nets.map((net, index) => {
    const exact = BigInt(net) * BigInt(rate)
    const remainder = ((exact % scale) + scale) % scale
    return { index, share: Number((exact - remainder) / scale), remainder: Number(remainder) }
  })
  const left = tax - lines.reduce((sum, { share }) => sum + share, 0)
  const favoured = [...lines].sort((a, b) => b.remainder - a.remainder || a.index - b.index).slice(0, left)
  for (const line of favoured) line.share += 1
  return lines.map(({ share }) => share)
}

/**
 * The totals of a document: each line rounded once before tax (B4), tax on the sum of each rate, and
 * that tax spread back so that the lines add up to it.
 */
export function totalsOf(lines: readonly UntaxedLine[], currency: string): Totals {
  const money = (amount: number): Money => ({ amount, currency })
  const nets = lines.map(({ unitPrice, thousandths }) => netOf(unitPrice, thousandths))
  const lineTaxes = new Array<number>(lines.length).fill(0)
  const rates = [...new Set(lines.map(({ taxRate }) => taxRate))].sort((a, b) => a - b)
  const taxes = rates.map((rate) => {
    const places = lines.flatMap((line, index) => (line.taxRate === rate ? [index] : []))
    const net = sumOf(
      places.map((place) => nets[place]!),
      currency,
    )
    const tax = taxOf(net, rate)
    const shares = spreadTax(
      places.map((place) => nets[place]!.amount),
      rate,
      tax.amount,
    )
    places.forEach((place, index) => (lineTaxes[place] = shares[index]!))
    return { rate, net, tax }
  })
  const subtotal = sumOf(nets, currency)
  const tax = sumOf(
    taxes.map((each) => each.tax),
    currency,
  )
  return {
    lines: lines.map((line, index) => ({
      ...line,
      net: nets[index]!,
      tax: money(lineTaxes[index]!),
      gross: money(nets[index]!.amount + lineTaxes[index]!),
    })),
    taxes,
    subtotal,
    tax,
    total: money(subtotal.amount + tax.amount),
  }
}
