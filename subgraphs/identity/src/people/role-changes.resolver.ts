import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql'
import { Role } from '../roles/role.types.ts'
import { createRole, deleteRole, updateRole } from './role-changes.service.ts'
import { countHolders } from './role-holders.service.ts'
import { CreateRoleInput, UpdateRoleInput } from './role.inputs.ts'

@Resolver(() => Role)
export class RoleChangesResolver {
  @Mutation(() => Role, {
    description:
      'Creates a role. Needs `role:write`, and every permission of the new role at all locations. A repeated request with the same Idempotency-Key returns the first role.',
  })
  createRole(
    @Arg('input', () => CreateRoleInput, { description: 'The new role’s details.' }) input: CreateRoleInput,
    @Ctx() ctx: Context,
  ): Promise<Role> {
    return createRole(ctx, input)
  }

  @Mutation(() => Role, {
    description:
      'Changes a role. Needs `role:write`, and every permission that the role has or is to have, at all locations.',
  })
  updateRole(
    @Arg('input', () => UpdateRoleInput, { description: 'The fields to change.' }) input: UpdateRoleInput,
    @Ctx() ctx: Context,
  ): Promise<Role> {
    return updateRole(ctx, input)
  }

  @Mutation(() => ID, {
    description:
      'Deletes a custom role and returns its id; CONFLICT with the number of `holders` while users hold it. Needs `role:write`, and every permission of the role.',
  })
  deleteRole(
    @Arg('id', () => ID, { description: 'The role.' }) id: string,
    @Arg('version', () => Int, {
      description: 'The version that the change is based on; CONFLICT if it is not the latest.',
    })
    version: number,
    @Ctx() ctx: Context,
  ): Promise<string> {
    return deleteRole(ctx, id, version)
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'The number of users with an active account who hold this role at any location; null without `staff:read`.',
  })
  holderCount(@Root() role: Role, @Ctx() ctx: Context): Promise<number | null> {
    return countHolders(ctx, role)
  }
}
