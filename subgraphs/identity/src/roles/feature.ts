import type { Feature } from '@vetgraph/kit/contracts/feature'
import { PermissionResolver, RoleResolver } from './role.resolver.ts'

export const feature: Feature = {
  resolvers: [RoleResolver, PermissionResolver],
  permissions: {
    'role:write': { allows: 'Make and edit roles', hospitalWide: true },
  },
}
