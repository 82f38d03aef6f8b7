import type { WalkHospital } from './hospital.ts'
import type { Household } from './people.ts'

/** An invoice is finalised, paid in part, paid back in part and credited in part. */
export async function settle(hospital: WalkHospital, invoiceId: string, ownerId: string, word: string) {
  const { items } = await hospital.do<{ items: Array<{ id: string }> }>(
    'mutation ($id: ID!) { finaliseInvoice(id: $id, basedOnVersion: 1) { items { id } } }',
    { id: invoiceId },
  )
  const paid = await pay(hospital, ownerId, word)
  await hospital.mutate('refundPayment', {
    paymentId: paid.id,
    amount: { amount: 100, currency: 'EUR' },
    reason: `${word} paid too much`,
  })
  await hospital.mutate('creditInvoice', {
    invoiceId,
    items: [{ itemId: items[0]!.id, quantity: 0.1 }],
    reason: `${word} complained`,
  })
}

export async function pay(hospital: WalkHospital, ownerId: string, word: string) {
  const [location] = await hospital.locations()
  return hospital.mutate('recordPayment', {
    ownerId,
    locationId: location!.id,
    method: 'CARD',
    amount: { amount: 1000, currency: 'EUR' },
    reference: `${word}’s card`,
  })
}

/** An insurer is asked for a finalised invoice. */
export async function claim(
  hospital: WalkHospital,
  { petId, word }: Pick<Household, 'petId' | 'word'>,
  invoiceId: string,
) {
  const policy = await hospital.mutate('createInsurancePolicy', {
    petId,
    insurer: `${word} Mutual`,
    number: `${word}-1`,
    validFrom: '2000-01-01',
  })
  const { items } = await hospital.do<{ items: Array<{ id: string }> }>(
    'query ($id: ID!) { invoice(id: $id) { items { id } } }',
    { id: invoiceId },
  )
  const { id } = await hospital.mutate('createInsuranceClaim', {
    invoiceId,
    policyId: policy.id,
    itemIds: items.map((item) => item.id),
    condition: `${word} limps`,
  })
  await hospital.do('mutation ($id: ID!) { submitInsuranceClaim(id: $id, basedOnVersion: 1) { id } }', { id })
}

/** The insurer refuses the claim that waits. */
export async function rejectClaim(hospital: WalkHospital, ownerId: string, word: string) {
  const { nodes } = await hospital.do<{ nodes: Array<{ id: string; version: number }> }>(
    'query ($filter: InsuranceClaimFilter!) { insuranceClaims(filter: $filter) { nodes { id version } } }',
    { filter: { ownerId, open: true } },
  )
  for (const { id, version } of nodes)
    await hospital.mutate('rejectInsuranceClaim', { id, version, reason: `${word} was ill before` })
}

/** An estimate that waits for its answer. */
export async function estimate(
  hospital: WalkHospital,
  { ownerId, petId, word }: Pick<Household, 'ownerId' | 'petId' | 'word'>,
) {
  const [location] = await hospital.locations()
  const line = { petId, description: `${word} scaling`, quantity: 1 }
  const { id } = await hospital.mutate('createEstimate', {
    ownerId,
    locationId: location!.id,
    title: `Teeth of ${word}`,
    items: [{ ...line, unitPrice: { amount: 1000, currency: 'EUR' } }],
  })
  await hospital.do('mutation ($id: ID!) { sendEstimate(id: $id, basedOnVersion: 1) { id } }', { id })
}

/** What was handed out is charged by a draft; once that is void it is not charged yet. */
export async function forgetCharge(hospital: WalkHospital, ownerId: string) {
  const id = await hospital.eventually(async () => {
    const [row] = await hospital.sql`select id from billing.invoices where owner_id = ${ownerId}`
    return row?.['id'] as string | undefined
  })
  await hospital.do('mutation ($id: ID!) { voidInvoice(id: $id, basedOnVersion: 1) { id } }', { id })
}
