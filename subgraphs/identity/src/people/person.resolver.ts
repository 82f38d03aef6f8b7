import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql'
import type { UserRow } from '../users/user.service.ts'
import { User } from '../users/user.types.ts'
import { deactivateUser, reactivateUser, updateMe, updateUser } from './change.service.ts'
import { canEdit } from './coverage.service.ts'
import { createUser, resendInvitation } from './invite.service.ts'
import { CreateUserInput, UpdateMeInput, UpdateUserInput } from './person.inputs.ts'

const versionSeen = {
  description: 'The version that the change is based on; CONFLICT if it is not the latest.',
}

@Resolver(() => User)
export class PersonResolver {
  @Mutation(() => User, {
    description:
      'Creates an account and invites the person by e-mail. Needs `user:write`, and every permission of the roles. A repeated request with the same Idempotency-Key returns the first account.',
  })
  createUser(
    @Arg('input', () => CreateUserInput, { description: 'The new user’s details.' }) input: CreateUserInput,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return createUser(ctx, input)
  }

  @Mutation(() => User, {
    description:
      'Changes an account and its roles. Needs `user:write`, and every permission that the user has or is to have.',
  })
  updateUser(
    @Arg('input', () => UpdateUserInput, { description: 'The fields to change.' }) input: UpdateUserInput,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return updateUser(ctx, input)
  }

  @Mutation(() => User, {
    description:
      'Deactivates the account of somebody who has left and signs them out everywhere; their appointments stay until they are reassigned. CONFLICT for the last administrator. Needs `user:write`, and every permission that the user holds.',
  })
  deactivateUser(
    @Arg('id', () => ID, { description: 'The user’s id.' }) id: string,
    @Arg('version', () => Int, versionSeen) version: number,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return deactivateUser(ctx, id, version)
  }

  @Mutation(() => User, {
    description:
      'Reactivates an account, with the roles it had. Needs `user:write`, and every permission that the user holds.',
  })
  reactivateUser(
    @Arg('id', () => ID, { description: 'The user’s id.' }) id: string,
    @Arg('version', () => Int, versionSeen) version: number,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return reactivateUser(ctx, id, version)
  }

  @Mutation(() => User, {
    description:
      'Sends the invitation again; the earlier link stops working. CONFLICT if the invitation was already accepted. Needs `user:write`, and every permission that the user holds.',
  })
  resendInvitation(
    @Arg('id', () => ID, { description: 'The invited user’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return resendInvitation(ctx, id)
  }

  @Mutation(() => User, { description: 'Changes the viewer’s own name, title and telephone number.' })
  updateMe(
    @Arg('input', () => UpdateMeInput, { description: 'The fields to change.' }) input: UpdateMeInput,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return updateMe(ctx, input)
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether the viewer may edit this account: needs `user:write`, and every permission that the user holds.',
  })
  viewerCanEdit(@Root() user: UserRow, @Ctx() ctx: Context): Promise<boolean> {
    return canEdit(ctx, user)
  }
}
