import type { Feature } from '@vetgraph/kit/contracts/feature'
import { PetTransfersResolver, TransferResolver } from './transfer.resolver.ts'

export const feature: Feature = {
  resolvers: [TransferResolver, PetTransfersResolver],
  permissions: {
    'pet:transfer': { allows: 'Give patients to another owner', roles: ['VET', 'RECEPTIONIST'] },
  },
}
