import { badInput } from '@vetgraph/kit/errors'
import type { Money } from '@vetgraph/kit/money'
import { maxAmount, PaymentMethod } from './payment.table.ts'

/** The smallest coin, in minor units, where it is more than one. */
const smallestCoins: Readonly<Record<string, number>> = {
  AUD: 5,
  CAD: 5,
  CHF: 5,
  CZK: 100,
  DKK: 50,
  HUF: 500,
  NOK: 100,
  NZD: 10,
  SEK: 100,
}

export const smallestCoinOf = (currency: string) => smallestCoins[currency] ?? 1

/** An amount in coins: to the nearest of the smallest coin, halves up (B4). */
export function inCoins(amount: number, currency: string): number {
  const coin = smallestCoinOf(currency)
  return Math.round(amount / coin) * coin
}

/** The amount in minor units; BAD_USER_INPUT unless it is positive, possible and in the currency. */
export function checkedAmount(money: Money, currency: string, field = 'amount'): number {
  if (money.currency !== currency) throw badInput(field, `Amounts here are in ${currency}.`)
  if (money.amount < 1) throw badInput(field, 'The amount must be above zero.')
  if (money.amount > maxAmount) throw badInput(field, 'The amount is too large.')
  return money.amount
}

/**
 * What is taken and what it counts for. In cash it is rounded to coins; whoever pays the rounded sum of what is
 * due has paid it.
 */
export function takenFor(amount: number, due: number, method: PaymentMethod, currency: string) {
  if (method !== PaymentMethod.CASH) return { taken: amount, settled: amount }
  const settled = amount === inCoins(due, currency) ? due : amount
  const taken = inCoins(settled, currency)
  if (taken === 0) throw badInput('amount', 'The amount is less than the smallest coin.')
  return { taken, settled }
}
