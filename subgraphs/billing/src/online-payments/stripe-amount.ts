import { badInput } from '@vetgraph/kit/errors'

/** The currencies that Stripe counts otherwise than in hundredths: https://docs.stripe.com/currencies. */
const whole = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '))
const thousandths = new Set('BHD JOD KWD OMR TND'.split(' '))

const decimalsAtStripe = (currency: string) => (whole.has(currency) ? 0 : thousandths.has(currency) ? 3 : 2)

const decimalsHere = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

const factor = (currency: string) => 10 ** (decimalsAtStripe(currency) - decimalsHere(currency))

/** Refuses what Stripe cannot count: it takes no thousandth that is not the last of ten. */
export function checkStripe(amount: number, currency: string, field: string) {
  if (thousandths.has(currency) && amount % 10 !== 0)
    throw badInput(field, `By card only amounts in ${currency} are possible whose last digit is 0.`)
}

/** An amount as Stripe counts it. */
export const toStripe = (amount: number, currency: string): number => Math.round(amount * factor(currency))

/** An amount of Stripe’s in our minor units. */
export const fromStripe = (amount: number, currency: string): number => Math.round(amount / factor(currency))
