import type { Feature } from '@vetgraph/kit/contracts/feature'
import { UserPinResolver, WorkstationPersonResolver, WorkstationResolver } from './workstation.resolver.ts'

export const feature: Feature = {
  resolvers: [WorkstationResolver, WorkstationPersonResolver, UserPinResolver],
  permissions: {
    'workstation:write': { allows: 'Register and retire shared workstations', peopleOnly: true },
  },
  public: ['Query.workstation', 'Mutation.switchUser'],
}
