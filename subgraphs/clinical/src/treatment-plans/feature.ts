import type { Feature } from '@vetgraph/kit/contracts/feature'
import {
  PetTreatmentPlansResolver,
  TreatmentPlanLineResolver,
  TreatmentPlanResolver,
} from './treatment-plan.resolver.ts'
import { readTreatmentPlans } from './treatment-plan.service.ts'

export const feature: Feature = {
  resolvers: [TreatmentPlanResolver, TreatmentPlanLineResolver, PetTreatmentPlansResolver],
  entities: { TreatmentPlan: readTreatmentPlans },
  permissions: {
    'treatment-plan:read': {
      allows: 'See treatment plans of patients',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
    'treatment-plan:write': {
      allows: 'Write treatment plans, offer and withdraw them',
      roles: ['VET'],
    },
    'treatment-plan:decide': {
      allows: 'Have treatment plans decided and signed by the owner',
      roles: ['VET', 'RECEPTIONIST'],
    },
  },
}
