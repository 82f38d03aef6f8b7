import type { Feature } from '@vetgraph/kit/contracts/feature'
import { OwnerResolver } from './owner.resolver.ts'
import { readOwners } from './owner.service.ts'

export const feature: Feature = {
  resolvers: [OwnerResolver],
  entities: { Owner: readOwners },
  permissions: {
    'owner:read': {
      allows: 'See owners and their contact details',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
    'owner:write': { allows: 'Add and edit owners', roles: ['VET', 'RECEPTIONIST'] },
    'owner:archive': { allows: 'Archive owners', roles: ['VET', 'RECEPTIONIST'] },
  },
}
