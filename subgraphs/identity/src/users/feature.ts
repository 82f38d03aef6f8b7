import type { Feature } from '@vetgraph/kit/contracts/feature'
import { RoleAssignmentResolver, UserResolver } from './user.resolver.ts'
import { readUsers } from './user.service.ts'

export const feature: Feature = {
  resolvers: [UserResolver, RoleAssignmentResolver],
  entities: { User: readUsers },
  permissions: {
    'staff:read': {
      allows: 'See who works here and in which role',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST', 'SCREEN'],
    },
    'user:read': { allows: 'See colleagues’ contact details and accounts' },
    'user:write': { allows: 'Invite, edit and deactivate people, and give them roles' },
  },
  public: ['Query.me'],
}
