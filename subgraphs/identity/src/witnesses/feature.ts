import type { Feature } from '@vetgraph/kit/contracts/feature'
import { WitnessProofResolver } from './witness.resolver.ts'
import { readProofs } from './witness.service.ts'

export const feature: Feature = {
  resolvers: [WitnessProofResolver],
  entities: { WitnessProof: readProofs },
  permissions: {
    'controlled-drug:witness': {
      allows: 'Witness what colleagues do with controlled drugs',
      roles: ['VET', 'TECHNICIAN'],
      peopleOnly: true,
    },
  },
}
