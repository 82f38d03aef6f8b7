import type { Viewer } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { asRole, type TestSubgraph } from '@vetgraph/kit/testing/subgraph'

export const receptionist = asRole('RECEPTIONIST')

export const eur = (amount: number) => ({ amount, currency: 'EUR' })

const shown = `id method status version receivedOn deposit amount rounding tendered change refunded refundable unallocated
  allocations { amount invoice { id status due paid } } refunds { method amount reason } reversalReason`

export interface PaymentAnswer {
  id: string
  version: number
  [field: string]: unknown
}

/** Sends a mutation of payments; `payment` is what it answers. */
export async function pays(
  hospital: TestSubgraph,
  verb: 'recordPayment' | 'refundPayment' | 'reversePayment' | 'allocatePayment' | 'recordDeposit',
  input: Record<string, unknown>,
  { viewer = receptionist, key = newId() }: { viewer?: Viewer; key?: string } = {},
) {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation ($input: ${type}!) { ${verb}(input: $input) { ${shown} } }`,
    { input },
    { idempotencyKey: key },
  )
  return { payment: (data[verb] ?? null) as PaymentAnswer, errors }
}

/** Checks the whole ledger: entries balance, and each invoice has the status that its lines say. */
export async function isBalanced(hospital: TestSubgraph) {
  const wrong = await hospital.admin`
    select e.id from billing.journal_entries e join billing.journal_lines l on l.entry_id = e.id
    group by e.id having sum(l.amount) <> 0
    union all
    select v.id from billing.invoices v join billing.journal_lines l on l.invoice_id = v.id
    group by v.id having sum(l.amount) < 0 or (sum(l.amount) = 0) <> (v.status = 'PAID')
    union all
    select p.id from billing.payments p
    where p.refunded <> (select coalesce(sum(amount), 0) from billing.refunds where payment_id = p.id)
      or p.refunded > p.amount`
  return wrong.length === 0
}
