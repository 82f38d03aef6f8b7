import { newId } from '@vetgraph/kit/ids'
import type { Money } from '@vetgraph/kit/money'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eur } from '../payments/payment.factory.ts'
import { markedUp } from '../prices/mark-up.service.ts'
import { billing } from '../schema.ts'
import { aLocation, aPrice, askPeer } from '../testing.ts'

let hospital: TestSubgraph
let at: string
const administrator = asRole('ADMIN')

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, askPeer)
})
afterAll(() => hospital.close())
beforeEach(async () => {
  hospital.setNow('2026-03-16T08:00:00Z')
  at = (await aLocation(hospital)).id
})

const shown = 'rate fee feeWithTax minimum minimumWithTax effectiveFrom'

const sets = async (input: object, { viewer = administrator, key = newId() } = {}) => {
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation ($input: SetMarkUpInput!) { setMarkUp(input: $input) { ${shown} } }`,
    {
      input: {
        ...{ locationId: at, rate: 5000, fee: eur(250), minimum: eur(500), effectiveFrom: '2026-03-16' },
        ...input,
      },
    },
    { idempotencyKey: key },
  )
  return { set: data['setMarkUp'], errors }
}

const dispensed = (overrides: object = {}) => ({
  ...{ id: newId(), petId: newId(), petName: 'Bella', ownerId: newId(), itemId: newId() },
  ...{ drug: 'Amoxicillin 250 mg', unit: 'tablet', authorised: 20 },
  ...{ dispenseId: newId(), locationId: at, quantity: 14, cost: eur(1001) as Money },
  ...overrides,
})

const linesOf = async (ownerId: string) => [
  ...(await hospital.admin`
    select i.description, i.quantity::int, i.unit_price::int as price, i.gross::int, i.needs_price
    from billing.invoices v join billing.invoice_items i on i.invoice_id = v.id
    where v.owner_id = ${ownerId} and v.status <> 'VOID'`),
]

test.each([
  [1001, 5000, 250, 500, 1752],
  [1003, 5000, 0, 0, 1505],
  [100, 5000, 250, 500, 500],
  [0, 0, 0, 0, 0],
  [333, 3333, 0, 0, 444],
  [9_007_199_254, 100_000, 1, 0, 99_079_191_795],
])(
  'S1: what cost %i, marked up by %i basis points with a fee of %i and at least %i, is %i, rounded once',
  (cost, rate, fee, minimum, price) => {
    expect(markedUp(cost, { rate, fee, minimum })).toBe(price)
  },
)

test('S1: what is dispensed without a price is charged by the cost of its lots, with the fee; the mark-up is shown with tax', async () => {
  const { set, errors } = await sets({})
  expect(errors).toEqual([])
  expect(set).toEqual({
    ...{ rate: 5000, fee: eur(250), feeWithTax: eur(300), minimum: eur(500), minimumWithTax: eur(600) },
    effectiveFrom: '2026-03-16',
  })
  const facts = dispensed()
  await hospital.deliver('prescription.dispensed', facts)
  expect(await linesOf(facts.ownerId)).toEqual([
    {
      description: '14 × Amoxicillin 250 mg, tablet',
      ...{ quantity: 1000, price: 1752, gross: 2102, needs_price: false },
    },
  ])
})

test('S1: what costs little is charged the minimum, and a price of its own counts before the mark-up', async () => {
  await sets({})
  const cheap = dispensed({ cost: eur(20) })
  await hospital.deliver('prescription.dispensed', cheap)
  expect(await linesOf(cheap.ownerId)).toMatchObject([{ price: 500, gross: 600 }])
  const priced = dispensed()
  await aPrice(hospital, { locationId: at, typeId: priced.itemId }, { amount: 40 })
  await hospital.admin`update billing.services set appointment_type_id = null, product_id = ${priced.itemId}
    where id = ${priced.itemId}`
  await hospital.deliver('prescription.dispensed', priced)
  expect(await linesOf(priced.ownerId)).toMatchObject([{ quantity: 14_000, price: 40, needs_price: false }])
})

test('B13: without a mark-up in force, and where the cost is not known, a line still asks for a price', async () => {
  const open = { price: 0, quantity: 14_000, needs_price: true }
  const chargedFor = async (overrides: object) => {
    const facts = dispensed(overrides)
    await hospital.deliver('prescription.dispensed', facts)
    return linesOf(facts.ownerId)
  }
  await sets({ effectiveFrom: '2026-03-17' })
  expect(await chargedFor({})).toMatchObject([open])
  hospital.setNow('2026-03-17T08:00:00Z')
  expect(await chargedFor({})).toMatchObject([{ needs_price: false }])
  expect(await chargedFor({ cost: undefined })).toMatchObject([open])
  expect(await chargedFor({ cost: { amount: 100, currency: 'USD' } })).toMatchObject([open])
  await sets({ rate: null, effectiveFrom: '2026-03-17' })
  expect(await chargedFor({})).toMatchObject([open])
})

test('MR6: after a return the rest is charged by what the rest cost', async () => {
  await sets({ fee: eur(0), minimum: eur(0) })
  const facts = dispensed({ cost: eur(1400) })
  await hospital.deliver('prescription.dispensed', facts)
  await hospital.deliver('prescription.returned', {
    ...{ ...facts, dispenseId: newId(), replaces: facts.dispenseId },
    ...{ quantity: 4, cost: eur(400) },
  })
  expect(await linesOf(facts.ownerId)).toMatchObject([
    { description: '4 × Amoxicillin 250 mg, tablet', price: 600 },
  ])
})

test.each([
  [{ rate: -1 }, 'rate'],
  [{ rate: 100_001 }, 'rate'],
  [{ fee: { amount: 1, currency: 'USD' } }, 'fee'],
  [{ minimum: eur(-1) }, 'minimum'],
  [{ effectiveFrom: '2026-03-15' }, 'effectiveFrom'],
])('S1: a mark-up with %j is refused at %s, and nothing is written', async (input, field) => {
  const { errors } = await sets(input)
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
  expect(await hospital.admin`select from billing.mark_ups where location_id = ${at}`).toHaveLength(0)
})

test('S1: a mark-up is set once for one key and audited; who may not set prices is refused', async () => {
  const key = newId()
  for (const { errors } of [await sets({}, { key }), await sets({}, { key })]) expect(errors).toEqual([])
  expect(await hospital.admin`select from billing.mark_ups where location_id = ${at}`).toHaveLength(1)
  expect((await hospital.audited(at)).map(({ action }) => action)).toEqual(['mark-up.set'])
  const { errors } = await sets({}, { viewer: asRole('RECEPTIONIST') })
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
})
