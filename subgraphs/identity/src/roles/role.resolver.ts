import type { Context } from '@vetgraph/kit/context'
import { Ctx, Query, Resolver } from 'type-graphql'
import { listRoles } from './role.service.ts'
import { Role } from './role.types.ts'

@Resolver(() => Role)
export class RoleResolver {
  @Query(() => [Role], {
    description: 'Every role people can be given, the built-in ones first. Needs `staff:read`.',
  })
  roles(@Ctx() ctx: Context): Promise<Role[]> {
    return listRoles(ctx)
  }
}
