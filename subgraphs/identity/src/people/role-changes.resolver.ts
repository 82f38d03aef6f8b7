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
      'Makes a role. Needs `role:write`, and every right that it is to give, everywhere. With an Idempotency-Key a repetition answers the first one’s role.',
  })
  createRole(
    @Arg('input', () => CreateRoleInput, { description: 'What it is.' }) input: CreateRoleInput,
    @Ctx() ctx: Context,
  ): Promise<Role> {
    return createRole(ctx, input)
  }

  @Mutation(() => Role, {
    description:
      'Changes a role. Needs `role:write`, and every right that it gives or is to give, everywhere.',
  })
  updateRole(
    @Arg('input', () => UpdateRoleInput, { description: 'What changes.' }) input: UpdateRoleInput,
    @Ctx() ctx: Context,
  ): Promise<Role> {
    return updateRole(ctx, input)
  }

  @Mutation(() => ID, {
    description:
      'Removes a role of the hospital’s own and answers its id; CONFLICT with the number of `holders` while somebody holds it. Needs `role:write`, and every right that it gives.',
  })
  deleteRole(
    @Arg('id', () => ID, { description: 'The role.' }) id: string,
    @Arg('version', () => Int, {
      description: 'The version you saw; CONFLICT when it is no longer the latest.',
    })
    version: number,
    @Ctx() ctx: Context,
  ): Promise<string> {
    return deleteRole(ctx, id, version)
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How many people with an open account hold it, anywhere; null without `staff:read`.',
  })
  holderCount(@Root() role: Role, @Ctx() ctx: Context): Promise<number | null> {
    return countHolders(ctx, role)
  }
}
