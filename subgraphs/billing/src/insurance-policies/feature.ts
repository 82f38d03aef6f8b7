import type { Feature } from '@vetgraph/kit/contracts/feature'
import { InsurancePolicyResolver, PetInsuranceResolver } from './insurance-policy.resolver.ts'
import { readPolicies } from './insurance-policy.service.ts'

export const feature: Feature = {
  resolvers: [InsurancePolicyResolver, PetInsuranceResolver],
  entities: { InsurancePolicy: readPolicies },
  permissions: {
    'insurance:write': {
      allows: 'Keep insurance policies of pets, and claim lines of invoices from insurers',
      roles: ['VET', 'RECEPTIONIST'],
    },
  },
}
