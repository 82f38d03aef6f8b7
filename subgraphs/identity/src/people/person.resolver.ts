import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql'
import type { UserRow } from '../users/user.service.ts'
import { User } from '../users/user.types.ts'
import { deactivateUser, reactivateUser, updateMe, updateUser } from './change.service.ts'
import { canEdit } from './coverage.service.ts'
import { createUser, resendInvitation } from './invite.service.ts'
import { CreateUserInput, UpdateMeInput, UpdateUserInput } from './person.inputs.ts'

const versionSeen = { description: 'The version you saw; CONFLICT when it is no longer the latest.' }

@Resolver(() => User)
export class PersonResolver {
  @Mutation(() => User, {
    description:
      'Makes an account and invites its person by e-mail. Needs `user:write`, and every right that the roles give. With an Idempotency-Key a repetition answers the first one’s account.',
  })
  createUser(
    @Arg('input', () => CreateUserInput, { description: 'Who it is.' }) input: CreateUserInput,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return createUser(ctx, input)
  }

  @Mutation(() => User, {
    description:
      'Changes an account and its roles. Needs `user:write`, and every right that the person holds or is to hold.',
  })
  updateUser(
    @Arg('input', () => UpdateUserInput, { description: 'What changes.' }) input: UpdateUserInput,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return updateUser(ctx, input)
  }

  @Mutation(() => User, {
    description:
      'Closes a leaver’s account and signs them out everywhere; visits with them stay until they are handed over. CONFLICT for the last administrator. Needs `user:write`, and every right that the person holds.',
  })
  deactivateUser(
    @Arg('id', () => ID, { description: 'Whose account.' }) id: string,
    @Arg('version', () => Int, versionSeen) version: number,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return deactivateUser(ctx, id, version)
  }

  @Mutation(() => User, {
    description:
      'Opens a closed account again, with the roles it had. Needs `user:write`, and every right that the person holds.',
  })
  reactivateUser(
    @Arg('id', () => ID, { description: 'Whose account.' }) id: string,
    @Arg('version', () => Int, versionSeen) version: number,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return reactivateUser(ctx, id, version)
  }

  @Mutation(() => User, {
    description:
      'Sends the invitation again; the earlier link stops working. CONFLICT when it has been accepted. Needs `user:write`, and every right that the person holds.',
  })
  resendInvitation(
    @Arg('id', () => ID, { description: 'Who is invited.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return resendInvitation(ctx, id)
  }

  @Mutation(() => User, { description: 'Changes one’s own name, title and telephone number.' })
  updateMe(
    @Arg('input', () => UpdateMeInput, { description: 'What changes.' }) input: UpdateMeInput,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return updateMe(ctx, input)
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether the viewer may edit this account: with `user:write`, and every right that the person holds.',
  })
  viewerCanEdit(@Root() user: UserRow, @Ctx() ctx: Context): Promise<boolean> {
    return canEdit(ctx, user)
  }
}
