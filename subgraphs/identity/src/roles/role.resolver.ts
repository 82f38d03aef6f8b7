import type { Context } from '@vetgraph/kit/context'
import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { allowedBy, listPermissions, listRoles, type RoleRow } from './role.service.ts'
import { Permission, Role } from './role.types.ts'

@Resolver(() => Role)
export class RoleResolver {
  @Query(() => [Role], {
    description: 'All roles, the built-in ones first. Needs `staff:read`.',
  })
  roles(@Ctx() ctx: Context): Promise<Role[]> {
    return listRoles(ctx)
  }

  @FieldResolver(() => [String], {
    nullable: true,
    description:
      'The role’s permissions, each in the form `resource:action` like `appointment:book`, sorted; null without `staff:read` for a role that the viewer does not hold.',
  })
  permissions(@Root() role: RoleRow, @Ctx() ctx: Context): string[] | null {
    return allowedBy(ctx, role)
  }
}

@Resolver(() => Permission)
export class PermissionResolver {
  @Query(() => [Permission], {
    description: 'Every permission that roles can grant, by resource. Needs `staff:read`.',
  })
  permissions(@Ctx() ctx: Context): Permission[] {
    return listPermissions(ctx)
  }
}
