import type { InvoiceClaimsSectionQuery } from './insurance.gen'

export type ClaimedInvoice = NonNullable<InvoiceClaimsSectionQuery['invoice']>
type Line = ClaimedInvoice['items'][number]
type Policy = NonNullable<NonNullable<Line['pet']>['insurancePolicies']>[number]

/** The policies of the invoice's pets that were valid on the day of supply, each with its pet. */
export function policiesOf({ items, suppliedOn }: ClaimedInvoice) {
  const found = new Map<string, Policy & { petId: string; petName: string }>()
  for (const { pet } of items)
    for (const policy of pet?.insurancePolicies ?? [])
      if (policy.validFrom <= suppliedOn && (policy.validUntil === null || policy.validUntil >= suppliedOn))
        found.set(policy.id, { ...policy, petId: pet!.id, petName: pet!.name })
  return [...found.values()]
}

/** The lines of which something can still be claimed. */
export function claimableOf({ items, insuranceClaims }: ClaimedInvoice): Line[] {
  const claimed = new Set(
    insuranceClaims
      .filter(({ status }) => status !== 'REJECTED')
      .flatMap((claim) => claim.items.map(({ invoiceItemId }) => invoiceItemId)),
  )
  return items.filter(
    ({ id, quantity, creditedQuantity, gross }) =>
      !claimed.has(id) && creditedQuantity < quantity && gross.amount > 0,
  )
}
