import { transact } from '@vetgraph/kit/database/db'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eur, isBalanced, pays } from '../payments/payment.factory.ts'
import { billing } from '../schema.ts'
import { aFinalisedInvoice, aVisit } from '../testing.ts'
import { postCreditNote } from './credit-note.service.ts'

/** `LEDGER_RUNS=400` makes 10,000 operations. */
const numRuns = Number(process.env['LEDGER_RUNS'] ?? 3)
const operationsEach = 25

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing)
})
afterAll(() => hospital.close())

const administrator = asRole('ADMIN')

/** An account as arithmetic: what was charged, and what the hospital holds. */
interface Model {
  ownerId: string
  visit: Awaited<ReturnType<typeof aVisit>>
  invoices: string[]
  payments: Map<string, { held: number; version: number }>
  balance: number
}

const totalOfInvoice = 7800

const amount = fc.integer({ min: -1, max: 9000 })
const which = fc.nat({ max: 9 })
const operation = fc.oneof(
  fc.record({ do: fc.constant('finalise' as const) }),
  fc.record({ do: fc.constant('credit note' as const), which, sixths: fc.integer({ min: 1, max: 1400 }) }),
  fc.record({
    do: fc.constant('pay' as const),
    method: fc.constantFrom('CASH', 'CARD', 'CREDIT'),
    amount,
    which: fc.option(which),
  }),
  fc.record({
    do: fc.constant('refund' as const),
    which,
    amount: fc.option(amount),
    method: fc.constantFrom(null, 'CASH', 'TRANSFER'),
  }),
  fc.record({ do: fc.constant('reverse' as const), which }),
  fc.record({
    do: fc.constant('allocate' as const),
    which,
    to: fc.array(fc.tuple(which, amount), { maxLength: 3 }),
  }),
)
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never

const pick = <T>(list: readonly T[], place: number): T | undefined => list[place % Math.max(list.length, 1)]

/** The answer of a mutation; null when a rule refused it. */
async function sent(verb: Parameters<typeof pays>[1], input: Record<string, unknown>) {
  const { payment, errors } = await pays(hospital, verb, input, { viewer: administrator })
  for (const { code } of errors) expect(['BAD_USER_INPUT', 'CONFLICT', 'NOT_FOUND']).toContain(code)
  return payment as {
    id: string
    version: number
    amount: { amount: number }
    refunded: { amount: number }
  } | null
}

async function credit({ ownerId, visit: { locationId } }: Model, invoiceId: string, sixths: number) {
  const part = { subtotal: sixths * 5, tax: sixths, total: sixths * 6 }
  const note = { ...part, id: newId(), invoiceId, ownerId, locationId, currency: 'EUR' }
  try {
    await transact(hospital.context(), (ctx) => postCreditNote(ctx, note))
    return part.total
  } catch (error) {
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT' })
    return 0
  }
}

async function run(model: Model, now: Operation) {
  const { ownerId, visit, invoices, payments } = model
  const paymentId = 'which' in now ? pick([...payments.keys()], now.which ?? 0) : undefined
  const payment = payments.get(paymentId ?? '')
  if (now.do === 'finalise') {
    const { locationId, typeId } = visit
    invoices.push((await aFinalisedInvoice(hospital, { ownerId, locationId, typeId })).id)
    model.balance += totalOfInvoice
  } else if (now.do === 'credit note') {
    const invoiceId = pick(invoices, now.which)
    if (invoiceId) model.balance -= await credit(model, invoiceId, now.sixths)
  } else if (now.do === 'pay') {
    const invoiceIds = now.which === null ? null : [pick(invoices, now.which) ?? newId()]
    const { method } = now
    const input = { ownerId, locationId: visit.locationId, method, amount: eur(now.amount), invoiceIds }
    const answer = await sent('recordPayment', input)
    if (!answer) return
    const held = method === 'CREDIT' ? 0 : answer.amount.amount
    payments.set(answer.id, { held, version: 1 })
    model.balance -= held
  } else if (!payment) {
    return
  } else if (now.do === 'refund') {
    const { method } = now
    const answer = await sent('refundPayment', {
      paymentId,
      method,
      amount: now.amount === null ? null : eur(now.amount),
      reason: 'Model',
    })
    if (!answer) return
    const left = answer.amount.amount - answer.refunded.amount
    model.balance += payment.held - left
    payments.set(answer.id, { held: left, version: answer.version })
  } else if (now.do === 'reverse') {
    const answer = await sent('reversePayment', { paymentId, reason: 'Model' })
    if (!answer) return
    model.balance += payment.held
    payments.set(answer.id, { held: 0, version: answer.version })
  } else {
    const to = new Map(now.to.map(([place, amount]) => [pick(invoices, place)!, amount]))
    const allocations = [...to].map(([invoiceId, amount]) => ({ invoiceId, amount: eur(amount) }))
    const answer = await sent('allocatePayment', { paymentId, version: payment.version, allocations })
    if (answer) payment.version = answer.version
  }
}

const account = `query ($of: [_Any!]!, $ownerId: ID!) { _entities(representations: $of) { ... on Owner { balance credit } }
  accountStatement(ownerId: $ownerId, first: 1) { nodes { balance } } }`

async function agrees({ ownerId, balance }: Model) {
  const { data, errors } = await hospital.graphql(administrator, account, {
    of: [{ __typename: 'Owner', id: ownerId }],
    ownerId,
  })
  expect(errors).toEqual([])
  const [owner] = data['_entities'] as Array<{ balance: unknown; credit: { amount: number } }>
  expect(owner!.balance).toEqual(eur(balance))
  expect(owner!.credit.amount).toBeGreaterThanOrEqual(0)
  const { nodes } = data['accountStatement'] as { nodes: Array<{ balance: unknown }> }
  if (nodes[0]) expect(nodes[0].balance).toEqual(eur(balance))
}

test(
  'B6, B7, B8, B10: after any operations the ledger balances, and an account is what was charged less what is held',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(operation, { minLength: operationsEach, maxLength: operationsEach }),
        async (operations) => {
          const visit = await aVisit(hospital)
          const model: Model = { ownerId: newId(), visit, invoices: [], payments: new Map(), balance: 0 }
          for (const now of operations) {
            await run(model, now)
            await agrees(model)
          }
          expect(await isBalanced(hospital)).toBe(true)
        },
      ),
      { numRuns, endOnFailure: true },
    )
  },
  60_000 + numRuns * 2000,
)
