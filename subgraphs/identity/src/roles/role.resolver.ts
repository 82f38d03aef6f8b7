import type { Context } from '@vetgraph/kit/context'
import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { allowedBy, listPermissions, listRoles, type RoleRow } from './role.service.ts'
import { Permission, Role } from './role.types.ts'

@Resolver(() => Role)
export class RoleResolver {
  @Query(() => [Role], {
    description: 'Every role people can be given, the built-in ones first. Needs `staff:read`.',
  })
  roles(@Ctx() ctx: Context): Promise<Role[]> {
    return listRoles(ctx)
  }

  @FieldResolver(() => [String], {
    nullable: true,
    description:
      'What the role allows, each `resource:action` as in `appointment:book`, sorted; null without `staff:read` for a role that the viewer does not hold.',
  })
  permissions(@Root() role: RoleRow, @Ctx() ctx: Context): string[] | null {
    return allowedBy(ctx, role)
  }
}

@Resolver(() => Permission)
export class PermissionResolver {
  @Query(() => [Permission], {
    description: 'Every right that roles can give, by resource. Needs `staff:read`.',
  })
  permissions(@Ctx() ctx: Context): Permission[] {
    return listPermissions(ctx)
  }
}
