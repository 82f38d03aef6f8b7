import { PageArgs } from '@vetgraph/kit/reads/connection'
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
    description: 'The signed-in user; null if nobody is signed in. Does not need a signed-in viewer.',
  })
  me(@Ctx() ctx: Context): Promise<User | null> {
    return findMe(ctx)
  }

  @Query(() => User, {
    nullable: true,
    description: 'A user by id; null if there is none. Pet owners can see themselves and staff only.',
  })
  user(
    @Arg('id', () => ID, { description: 'The user’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<User | null> {
    return findUser(ctx, id)
  }

  @Query(() => UserConnection, { description: 'The user accounts, by family name. Needs `staff:read`.' })
  async users(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => UserFilter, { nullable: true, description: 'Filters; all users if omitted.' })
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

  @FieldResolver(() => String, { description: 'First letters of given and family name.' })
  initials(@Root() user: UserRow): string {
    return initialsOf(user)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The account’s sign-in e-mail address: the viewer’s own, or with `user:read`; else null.',
  })
  email(@Root() user: UserRow, @Ctx() ctx: Context): string | null {
    return personalOf(ctx, user, 'email')
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Telephone number, E.164: the viewer’s own, or with `user:read`; else null.',
  })
  phone(@Root() user: UserRow, @Ctx() ctx: Context): string | null {
    return personalOf(ctx, user, 'phone')
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description:
      'When the e-mail address was verified, which accepting the invitation does; null before, and for viewers who may not see the address.',
  })
  emailVerifiedAt(@Root() user: UserRow, @Ctx() ctx: Context): Date | null {
    return personalOf(ctx, user, 'emailVerifiedAt')
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The prescriber’s registration number; null for users who do not prescribe, and without `staff:read`.',
  })
  prescriberNumber(@Root() user: UserRow, @Ctx() ctx: Context): string | null {
    return personalOf(ctx, user, 'prescriberNumber')
  }

  @FieldResolver(() => CalendarDate, {
    nullable: true,
    description: 'The last day on which the prescriber’s registration is valid; null if there is none.',
  })
  prescriberExpiresOn(@Root() user: UserRow, @Ctx() ctx: Context): string | null {
    return personalOf(ctx, user, 'prescriberExpiresOn')
  }

  @FieldResolver(() => [RoleAssignment], {
    description: 'The user’s roles, each at one location or at all.',
  })
  roles(@Root() user: UserRow, @Ctx() ctx: Context): Promise<Assignment[]> {
    return rolesOf(ctx, user)
  }

  @FieldResolver(() => Boolean, { description: 'Whether appointments can be booked with this user.' })
  isVet(@Root() user: UserRow, @Ctx() ctx: Context): Promise<boolean> {
    return isVet(ctx, user)
  }

  @FieldResolver(() => [String], {
    description:
      'The viewer’s permissions at any location, each like `appointment:book`, sorted; empty for other users.',
  })
  permissions(@Root() user: UserRow, @Ctx() ctx: Context): string[] {
    return permissionsOf(ctx, user)
  }

  @FieldResolver(() => Owner, {
    nullable: true,
    description:
      'The owner record (household) of a pet owner’s account: the viewer’s own, or with `owner:read`; else null, also while its subgraph is unavailable.',
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
    description: 'The location where it applies; null for all locations.',
  })
  location(@Root() { locationId }: RoleAssignment, @Ctx() ctx: Context): Promise<Location | null> | null {
    return locationId ? findLocation(ctx, locationId) : null
  }
}
