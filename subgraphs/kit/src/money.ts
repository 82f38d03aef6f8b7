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
