import type { Feature } from '@vetgraph/kit/contracts/feature'
import { PetChangesResolver, PetResolver } from './pet.resolver.ts'
import { readPets } from './pet.service.ts'

export const feature: Feature = {
  resolvers: [PetResolver, PetChangesResolver],
  entities: { Pet: readPets },
  permissions: {
    'pet:read': { allows: 'See patients', roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST', 'SCREEN'] },
    'pet:write': { allows: 'Add and edit patients', roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'] },
    'pet:archive': { allows: 'Archive and reactivate patients', roles: ['VET', 'RECEPTIONIST'] },
    'pet:record-death': {
      allows: 'Record that a patient has died, and take it back',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
  },
}
