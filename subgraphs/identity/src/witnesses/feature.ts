import type { Feature } from '@vetgraph/kit/contracts/feature'
import { WitnessProofResolver } from './witness.resolver.ts'
import { findProof, readProofs } from './witness.service.ts'

export const feature: Feature = {
  resolvers: [WitnessProofResolver],
  entities: { WitnessProof: readProofs },
  // The id of a proof is the proof itself, no UUID.
  references: { WitnessProof: ({ id }: { id: string }, ctx) => findProof(ctx, id) },
  permissions: {
    'controlled-drug:witness': {
      allows: 'Witness what colleagues do with controlled drugs',
      roles: ['VET', 'TECHNICIAN'],
      peopleOnly: true,
    },
  },
}
