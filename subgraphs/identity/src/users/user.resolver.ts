import { PageArgs } from '@vetgraph/kit/connection'
import type { Context } from '@vetgraph/kit/context'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { findLocation } from '../locations/location.service.ts'
import { Location } from '../locations/location.types.ts'
import { Owner } from '../refs/owner.types.ts'
import {
  type Assignment,
  findMe,
  findUser,
  initialsOf,
  isVet,
  listUsers,
  nameOf,
  permissionsOf,
  personalOf,
  rolesOf,
  type UserRow,
} from './user.service.ts'
import { RoleAssignment, User, UserConnection, UserFilter } from './user.types.ts'

@Resolver(() => User)
export class UserResolver {
  @Query(() => User, {
    nullable: true,
    description: 'Who is signed in; null when nobody is. Answers without signing in.',
  })
  me(@Ctx() ctx: Context): Promise<User | null> {
    return findMe(ctx)
  }

  @Query(() => User, {
    nullable: true,
    description:
      'A user by id; null when there is none. Pet owners find themselves and the hospital’s staff, nobody else.',
  })
  user(
    @Arg('id', () => ID, { description: 'The user’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<User | null> {
    return findUser(ctx, id)
  }

  @Query(() => UserConnection, { description: 'The accounts by family name. Needs `staff:read`.' })
  async users(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => UserFilter, { nullable: true, description: 'Which of them.' })
    filter: UserFilter | null,
    @Ctx() ctx: Context,
  ): Promise<UserConnection> {
    return new UserConnection(await listUsers(ctx, page, filter ?? {}))
  }

  /** Shared with the diary, which shows a visit’s vet by its copy. */
  @Directive('@shareable')
  @FieldResolver(() => String, { description: 'Given and family name.' })
  name(@Root() user: UserRow): string {
    return nameOf(user)
  }

  @FieldResolver(() => String, { description: 'First letters of given and family name, for narrow columns.' })
  initials(@Root() user: UserRow): string {
    return initialsOf(user)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The address the account signs in with: one’s own, or with `user:read`; else null.',
  })
  email(@Root() user: UserRow, @Ctx() ctx: Context): string | null {
    return personalOf(ctx, user, 'email')
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Telephone, E.164: one’s own, or with `user:read`; else null.',
  })
  phone(@Root() user: UserRow, @Ctx() ctx: Context): string | null {
    return personalOf(ctx, user, 'phone')
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description:
      'When the person proved that the address is theirs, which accepting the invitation does; null before, and for those who may not see the address.',
  })
  emailVerifiedAt(@Root() user: UserRow, @Ctx() ctx: Context): Date | null {
    return personalOf(ctx, user, 'emailVerifiedAt')
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The number under which the authority knows a prescriber; null for who prescribes nothing, and without `staff:read`.',
  })
  prescriberNumber(@Root() user: UserRow, @Ctx() ctx: Context): string | null {
    return personalOf(ctx, user, 'prescriberNumber')
  }

  @FieldResolver(() => CalendarDate, {
    nullable: true,
    description: 'The last day on which the prescriber’s number holds.',
  })
  prescriberExpiresOn(@Root() user: UserRow, @Ctx() ctx: Context): string | null {
    return personalOf(ctx, user, 'prescriberExpiresOn')
  }

  @FieldResolver(() => [RoleAssignment], {
    description: 'The roles this person holds, each at one location or everywhere.',
  })
  roles(@Root() user: UserRow, @Ctx() ctx: Context): Promise<Assignment[]> {
    return rolesOf(ctx, user)
  }

  @FieldResolver(() => Boolean, { description: 'Whether visits can be booked with this person.' })
  isVet(@Root() user: UserRow, @Ctx() ctx: Context): Promise<boolean> {
    return isVet(ctx, user)
  }

  @FieldResolver(() => [String], {
    description:
      'What the viewer may do, anywhere, each as `appointment:book`, sorted; empty for anybody but the viewer.',
  })
  permissions(@Root() user: UserRow, @Ctx() ctx: Context): string[] {
    return permissionsOf(ctx, user)
  }

  @FieldResolver(() => Owner, {
    nullable: true,
    description:
      'The household of a pet owner’s account: one’s own, or with `owner:read`; else null, also while its part of the system does not answer.',
  })
  owner(@Root() user: UserRow, @Ctx() ctx: Context): Owner | null {
    const id = personalOf(ctx, user, 'ownerId')
    return id ? { id } : null
  }
}

@Resolver(() => RoleAssignment)
export class RoleAssignmentResolver {
  @FieldResolver(() => Location, {
    nullable: true,
    description: 'Where it holds; null means every location.',
  })
  location(@Root() { locationId }: RoleAssignment, @Ctx() ctx: Context): Promise<Location | null> | null {
    return locationId ? findLocation(ctx, locationId) : null
  }
}
