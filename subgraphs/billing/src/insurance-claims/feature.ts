import type { Feature } from '@vetgraph/kit/contracts/feature'
import { InsuranceClaimChangesResolver } from './insurance-claim-changes.resolver.ts'
import { InsuranceClaimResolver, InvoiceClaimsResolver } from './insurance-claim.resolver.ts'
import { readClaims } from './insurance-claim.service.ts'

export const feature: Feature = {
  resolvers: [InsuranceClaimResolver, InsuranceClaimChangesResolver, InvoiceClaimsResolver],
  entities: { InsuranceClaim: readClaims },
}
