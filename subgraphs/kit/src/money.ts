import { badInput } from './errors.ts'

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

/** The part of an amount that falls to a part of a quantity, rounded once. */
export const proportionOf = (amount: number, part: number, whole: number) =>
  divideRounded(BigInt(amount) * BigInt(part), BigInt(whole))

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

/** The quantity of an input in thousandths, refused at its field when it has more than three decimals. */
export function thousandthsIn(field: string, quantity: number): number {
  const thousandths = thousandthsOf(quantity)
  if (thousandths === null) throw badInput(field, 'At most three decimals.')
  return thousandths
}

/** The quantity as people write it: 1500 thousandths are 1.5. */
export const quantityOf = (thousandths: number) => thousandths / quantityScale

/** What a line is charged before tax is known. */
export interface UntaxedLine {
  unitPrice: Money
  thousandths: number
  /** In basis points. */
  taxRate: number
  /** Whether the unit price includes the tax (B5). */
  taxIncluded?: boolean
  /** The line’s own discount in basis points. */
  discountRate?: number
}

/** A line with its rounded amounts; over all lines they add up to the totals exactly. */
export interface TaxedLine extends UntaxedLine {
  /** What its own discount and its share of the document's take off, in the terms of its price. */
  discount: Money
  net: Money
  tax: Money
  gross: Money
}

/** A discount on the whole document: a share of it in basis points, or an amount. */
export type DocumentDiscount = { rate: number } | { amount: number }

export interface Totals {
  lines: TaxedLine[]
  /** One per rate, the mixed rates of a document broken out (B5). */
  taxes: Array<{ rate: number; net: Money; tax: Money }>
  /** What the discount on the whole document takes off. */
  discount: Money
  subtotal: Money
  tax: Money
  total: Money
}

/** Spreads a rounded sum over its exact parts by largest remainder, each within one minor unit of its own (B4). */
function spread(parts: readonly bigint[], denominator: bigint, sum: number): number[] {
  const shares = parts.map((exact, index) => {
    const remainder = ((exact % denominator) + denominator) % denominator
    return { index, share: Number((exact - remainder) / denominator), remainder }
  })
  const left = sum - shares.reduce((total, { share }) => total + share, 0)
  const favoured = [...shares]
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1))
    .slice(0, left)
  for (const line of favoured) line.share += 1
  return shares.map(({ share }) => share)
}

/** What the lines cost after their own discounts, and what the discount on the document takes off each. */
function discounted(lines: readonly UntaxedLine[], discount: DocumentDiscount | null) {
  const before = lines.map(({ unitPrice, thousandths }) => netOf(unitPrice, thousandths))
  const own = lines.map(({ discountRate = 0 }, place) => taxOf(before[place]!, discountRate).amount)
  const after = before.map(({ amount }, place) => amount - own[place]!)
  const whole = after.reduce((sum, amount) => sum + amount, 0)
  const off =
    discount === null
      ? 0
      : 'rate' in discount
        ? divideRounded(BigInt(whole) * BigInt(discount.rate), BigInt(rateScale))
        : discount.amount
  const shares =
    off === 0
      ? after.map(() => 0)
      : spread(
          after.map((amount) => BigInt(amount) * BigInt(off)),
          BigInt(whole),
          off,
        )
  return {
    off,
    charged: after.map((amount, place) => amount - shares[place]!),
    discounts: own.map((amount, place) => amount + shares[place]!),
  }
}

/**
 * The totals of a document: each line rounded once before tax (B4), tax on the sum of each rate, and
 * that tax spread back so that the lines add up to it. An amount off must not exceed what the lines cost.
 */
export function totalsOf(
  lines: readonly UntaxedLine[],
  currency: string,
  discount: DocumentDiscount | null = null,
): Totals {
  const money = (amount: number): Money => ({ amount, currency })
  for (const { unitPrice } of lines) sumOf([unitPrice], currency)
  const { off, charged, discounts } = discounted(lines, discount)
  const taxes = new Array<number>(lines.length).fill(0)
  const rates = [...new Set(lines.map(({ taxRate }) => taxRate))].sort((a, b) => a - b)
  for (const rate of rates)
    for (const included of [false, true]) {
      const places = lines.flatMap(({ taxRate, taxIncluded = false }, place) =>
        taxRate === rate && taxIncluded === included ? [place] : [],
      )
      const denominator = BigInt(included ? rateScale + rate : rateScale)
      const exact = places.map((place) => BigInt(charged[place]!) * BigInt(rate))
      const tax = divideRounded(
        exact.reduce((sum, part) => sum + part, 0n),
        denominator,
      )
      const shares = spread(exact, denominator, tax)
      places.forEach((place, index) => (taxes[place] = shares[index]!))
    }
  const taxed = lines.map((line, place): TaxedLine => {
    const [amount, tax] = [charged[place]!, taxes[place]!]
    const net = line.taxIncluded ? amount - tax : amount
    return {
      ...line,
      discount: money(discounts[place]!),
      net: money(net),
      tax: money(tax),
      gross: money(net + tax),
    }
  })
  const sum = (of: readonly TaxedLine[], name: 'net' | 'tax') =>
    sumOf(
      of.map((line) => line[name]),
      currency,
    )
  const [subtotal, tax] = [sum(taxed, 'net'), sum(taxed, 'tax')]
  return {
    lines: taxed,
    taxes: rates.map((rate) => {
      const ofRate = taxed.filter(({ taxRate }) => taxRate === rate)
      return { rate, net: sum(ofRate, 'net'), tax: sum(ofRate, 'tax') }
    }),
    discount: money(off),
    subtotal,
    tax,
    total: money(subtotal.amount + tax.amount),
  }
}

/** The decimals of a currency: two of EUR, none of JPY. */
export const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
