import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Money, netOf, quantityOf, sumOf, taxOf, thousandthsOf, totalsOf } from './money.ts'

const eur = (amount: number): Money => ({ amount, currency: 'EUR' })

describe('B4: a line is rounded once, to the nearest minor unit, halves away from zero', () => {
  test.each([
    // unit price, thousandths, net
    [6500, 1000, 6500],
    [6500, 0, 0],
    [0, 3000, 0],
    [333, 1500, 500],
    [1, 499, 0],
    [1, 500, 1],
    [1, 1500, 2],
    [-1, 500, -1],
    [-1, 499, 0],
    [-333, 1500, -500],
    [199, 333, 66],
    [1250, 125, 156],
    [999_999_999, 999_999_999, 999_999_998_000_000],
  ])('%i by %i thousandths is %i', (price, thousandths, net) => {
    expect(netOf(eur(price), thousandths)).toEqual(eur(net))
  })
})

describe('B5: tax is rounded to the nearest minor unit', () => {
  test.each([
    // net, basis points, tax
    [10_000, 1900, 1900],
    [6500, 1350, 878],
    [6500, 2100, 1365],
    [6500, 0, 0],
    [0, 1900, 0],
    [5, 1000, 1],
    [4, 1000, 0],
    [-5, 1000, -1],
    [1, 10_000, 1],
    [123_456_789_012, 1900, 23_456_789_912],
  ])('%i at %i basis points is %i', (net, rate, tax) => {
    expect(taxOf(eur(net), rate)).toEqual(eur(tax))
  })
})

describe('B4: a document adds up', () => {
  const line = (amount: number, thousandths: number, taxRate: number) => ({
    unitPrice: eur(amount),
    thousandths,
    taxRate,
  })

  test('a document without lines costs nothing', () => {
    expect(totalsOf([], 'EUR')).toEqual({
      lines: [],
      taxes: [],
      discount: eur(0),
      subtotal: eur(0),
      tax: eur(0),
      total: eur(0),
    })
  })

  test('three lines of 3 cents at 19 % carry 2 cents of tax, not 3, and the lines add up to it', () => {
    const { lines, tax, total } = totalsOf(
      [line(3, 1000, 1900), line(3, 1000, 1900), line(3, 1000, 1900)],
      'EUR',
    )
    expect(tax).toEqual(eur(2))
    expect(total).toEqual(eur(11))
    expect(lines.map((each) => each.tax.amount)).toEqual([1, 1, 0])
  })

  test('B5: mixed rates are broken out, exempt apart from the rest', () => {
    const { taxes, subtotal, tax, total } = totalsOf(
      [line(6500, 1000, 2100), line(1250, 2500, 900), line(4000, 1000, 0), line(1000, 1000, 2100)],
      'EUR',
    )
    expect(taxes).toEqual([
      { rate: 0, net: eur(4000), tax: eur(0) },
      { rate: 900, net: eur(3125), tax: eur(281) },
      { rate: 2100, net: eur(7500), tax: eur(1575) },
    ])
    expect([subtotal, tax, total]).toEqual([eur(14_625), eur(1856), eur(16_481)])
  })

  test('currencies are never mixed', () => {
    expect(() => totalsOf([line(1, 1000, 0)], 'USD')).toThrow('cannot add EUR to USD')
    expect(() => sumOf([eur(1), { amount: 1, currency: 'GBP' }], 'EUR')).toThrow('cannot add GBP to EUR')
  })
})

describe('B4: a discount on the whole document is spread by largest remainder, and the lines sum to the total', () => {
  const priced = (amounts: readonly number[], currency = 'EUR') =>
    amounts.map((amount) => ({ unitPrice: { amount, currency }, thousandths: 1000, taxRate: 0 }))

  test.each([
    // prices, discount, shares
    [[100, 100, 100], { amount: 100 }, [34, 33, 33]],
    [[999, 1], { amount: 1 }, [1, 0]],
    [[3333, 3333, 3334], { rate: 1000 }, [333, 333, 334]],
    [[5, 5, 5], { rate: 5000 }, [3, 3, 2]],
    [[100, 0, 50], { rate: 10_000 }, [100, 0, 50]],
    [[7, 11, 13], { amount: 31 }, [7, 11, 13]],
  ])('%j with %j takes off %j', (prices, discount, shares) => {
    const { lines, discount: off, total } = totalsOf(priced(prices), 'EUR', discount)
    expect(lines.map((line) => line.discount.amount)).toEqual(shares)
    expect(off.amount).toBe(shares.reduce((sum, share) => sum + share, 0))
    expect(total.amount).toBe(lines.reduce((sum, { gross }) => sum + gross.amount, 0))
  })

  test('a line’s own discount comes first', () => {
    const [line] = totalsOf([{ ...priced([1999])[0]!, discountRate: 1500 }], 'EUR', { rate: 1000 }).lines
    // 19.99 less 3.00 is 16.99, less 1.70 is 15.29.
    expect([line!.discount.amount, line!.net.amount]).toEqual([470, 1529])
  })
})

describe('B5: a price that includes its tax is what people pay', () => {
  const gross = (amount: number, taxRate: number, thousandths = 1000, currency = 'EUR') => ({
    unitPrice: { amount, currency },
    thousandths,
    taxRate,
    taxIncluded: true,
  })

  test.each([
    // price, rate, quantity, currency, net, tax
    [11_900, 1900, 1000, 'EUR', 10_000, 1900],
    [999, 2000, 1000, 'GBP', 832, 167],
    [1, 1900, 1000, 'EUR', 1, 0],
    // Yen have no minor unit, a Kuwaiti dinar has a thousand fils.
    [1100, 1000, 1000, 'JPY', 1000, 100],
    [333, 800, 2500, 'JPY', 771, 62],
    [12_345, 500, 1000, 'KWD', 11_757, 588],
    [500, 0, 333, 'EUR', 167, 0],
  ])(
    '%i at %i basis points, %i thousandths in %s is %i and %i',
    (price, rate, quantity, currency, net, tax) => {
      const { lines, total } = totalsOf([gross(price, rate, quantity, currency)], currency)
      expect(lines[0]).toMatchObject({ net: { amount: net, currency }, tax: { amount: tax, currency } })
      expect(total.amount).toBe(net + tax)
    },
  )

  test('prices with and without tax stand on one document, and the tax of a rate is their sum', () => {
    const { taxes, total } = totalsOf(
      [gross(1200, 2000), { unitPrice: eur(1000), thousandths: 1000, taxRate: 2000 }],
      'EUR',
    )
    expect(taxes).toEqual([{ rate: 2000, net: eur(2000), tax: eur(400) }])
    expect(total).toEqual(eur(2400))
  })
})

describe('a quantity has three decimals', () => {
  test.each([
    [1, 1000],
    [-0.001, -1],
    [0.1 + 0.2, 300],
    [2.675, 2675],
    [1_000_000, 1_000_000_000],
    [1.0005, null],
    [0.0001, null],
    [999_999.9996, null],
    [999_999.999, 999_999_999],
    [-123_456_789.0004, null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    [1e300, null],
  ])('%f is %s thousandths', (quantity, thousandths) => {
    expect(thousandthsOf(quantity)).toBe(thousandths)
  })
})

const amounts = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })
const quantities = fc.integer({ min: 1, max: 10_000_000 })
const rates = fc.integer({ min: 0, max: 10_000 })
const lines = fc.array(
  fc.record({
    unitPrice: amounts.map(eur),
    thousandths: quantities,
    taxRate: fc.oneof(rates, fc.constantFrom(0, 900, 1350, 1900, 2100)),
  }),
  { maxLength: 30 },
)
const sum = (values: readonly Money[]) => values.reduce((total, { amount }) => total + amount, 0)

describe('whatever the prices, quantities and rates', () => {
  test('a net is never further than half a minor unit from the exact amount', () => {
    fc.assert(
      fc.property(amounts, quantities, (amount, thousandths) => {
        const distance =
          BigInt(netOf(eur(amount), thousandths).amount) * 1000n - BigInt(amount) * BigInt(thousandths)
        expect(distance >= -500n && distance <= 500n).toBe(true)
      }),
    )
  })

  test('what is charged and credited again cancels out exactly', () => {
    fc.assert(
      fc.property(amounts, quantities, rates, (amount, thousandths, rate) => {
        const [net, back] = [netOf(eur(amount), thousandths), netOf(eur(-amount), thousandths)]
        expect(net.amount + back.amount).toBe(0)
        expect(taxOf(net, rate).amount + taxOf(back, rate).amount).toBe(0)
      }),
    )
  })

  test('lines, taxes by rate and totals agree to the last minor unit', () => {
    fc.assert(
      fc.property(lines, (untaxed) => {
        const totals = totalsOf(untaxed, 'EUR')
        expect(sum(totals.lines.map(({ net }) => net))).toBe(totals.subtotal.amount)
        expect(sum(totals.lines.map(({ tax }) => tax))).toBe(totals.tax.amount)
        expect(sum(totals.lines.map(({ gross }) => gross))).toBe(totals.total.amount)
        expect(sum(totals.taxes.map(({ tax }) => tax))).toBe(totals.tax.amount)
        for (const { rate, net, tax } of totals.taxes) expect(tax).toEqual(taxOf(net, rate))
      }),
    )
  })

  test('a line’s part of the tax is less than one minor unit from its own tax', () => {
    fc.assert(
      fc.property(lines, (untaxed) => {
        for (const { net, taxRate, tax } of totalsOf(untaxed, 'EUR').lines) {
          const distance = BigInt(tax.amount) * 10_000n - BigInt(net.amount) * BigInt(taxRate)
          expect(distance > -10_000n && distance < 10_000n).toBe(true)
        }
      }),
    )
  })

  test('the order of the lines never changes what is owed', () => {
    fc.assert(
      fc.property(lines, (untaxed) => {
        const { subtotal, tax, total } = totalsOf(untaxed, 'EUR')
        expect(totalsOf([...untaxed].reverse(), 'EUR')).toMatchObject({ subtotal, tax, total })
      }),
    )
  })

  test('a quantity survives being written and read', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (thousandths) => {
        expect(thousandthsOf(quantityOf(thousandths))).toBe(thousandths)
      }),
    )
  })
})
