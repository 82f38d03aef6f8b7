import type { Feature } from '@vetgraph/kit/contracts/feature'
import { personMessages } from './person.messages.ts'
import { PersonResolver } from './person.resolver.ts'
import { RoleChangesResolver } from './role-changes.resolver.ts'

export const feature: Feature = {
  resolvers: [PersonResolver, RoleChangesResolver],
  messages: personMessages,
}
