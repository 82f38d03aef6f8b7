import { LimitedAs } from '@vetgraph/kit/access/attempts'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { findLocation } from '../locations/location.service.ts'
import { Location } from '../locations/location.types.ts'
import { photoUrlOf } from '../photos/photo.service.ts'
import { Session } from '../sessions/session.types.ts'
import { initialsOf, nameOf, type UserRow } from '../users/user.service.ts'
import { User } from '../users/user.types.ts'
import { hasPin, listPeopleAt, removeMyPin, setMyPin } from './pin.service.ts'
import { switchUser } from './switch.service.ts'
import { findThisWorkstation, type WorkstationRow } from './this-workstation.service.ts'
import { listWorkstations, registerWorkstation, revokeWorkstation } from './workstation.service.ts'
import {
  RegisterWorkstationInput,
  SetMyPinInput,
  SwitchUserInput,
  Workstation,
  WorkstationPerson,
} from './workstation.types.ts'

@Resolver(() => Workstation)
export class WorkstationResolver {
  @Query(() => Workstation, {
    nullable: true,
    description:
      'The shared workstation that this browser is registered as; null if it is not registered. Does not need a signed-in viewer.',
  })
  workstation(@Ctx() ctx: Context): Promise<Workstation | null> {
    return findThisWorkstation(ctx)
  }

  @Directive('@listSize(assumedSize: 50)')
  @Query(() => [Workstation], {
    description:
      'The shared workstations of the locations where the viewer has `workstation:write`, active ones first, then by name. Needs `workstation:write`.',
  })
  workstations(@Ctx() ctx: Context): Promise<Workstation[]> {
    return listWorkstations(ctx)
  }

  @Mutation(() => Workstation, {
    description:
      'Registers this browser as a shared workstation and sets its http-only cookie. CONFLICT if it is already registered. Needs `workstation:write` at the location.',
  })
  registerWorkstation(
    @Arg('input', () => RegisterWorkstationInput, { description: 'The workstation’s details.' })
    input: RegisterWorkstationInput,
    @Ctx() ctx: Context,
  ): Promise<Workstation> {
    return registerWorkstation(ctx, input)
  }

  @Mutation(() => Workstation, {
    description:
      'Ends a browser’s registration as a shared workstation, and signs out the user who is signed in there. Needs `workstation:write` at its location.',
  })
  revokeWorkstation(
    @Arg('id', () => ID, { description: 'The workstation’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Workstation> {
    return revokeWorkstation(ctx, id)
  }

  // Comparing a password is meant to take long.
  @Directive('@cost(weight: 100)')
  @Mutation(() => User, {
    description:
      'Sets the viewer’s own PIN for shared workstations, replacing the previous one. BAD_USER_INPUT for a wrong password, which counts as a failed sign-in.',
  })
  setMyPin(
    @Arg('input', () => SetMyPinInput, { description: 'Password and PIN.' }) input: SetMyPinInput,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return setMyPin(ctx, input)
  }

  @Mutation(() => User, { description: 'Removes the viewer’s own PIN.' })
  removeMyPin(@Ctx() ctx: Context): Promise<User> {
    return removeMyPin(ctx)
  }

  @Directive('@cost(weight: 100)')
  @LimitedAs('sign-in')
  @Mutation(() => Session, {
    description:
      'Switches the user of this shared workstation by PIN; the previous user is signed out. The same BAD_USER_INPUT at `pin` for a wrong PIN and for a user who may not use this workstation; TOO_MANY_REQUESTS after several wrong PINs, with increasing waits; NOT_FOUND if the browser is not a workstation.',
  })
  switchUser(
    @Arg('input', () => SwitchUserInput, { description: 'The user and the PIN.' }) input: SwitchUserInput,
    @Ctx() ctx: Context,
  ): Promise<Session> {
    return switchUser(ctx, input)
  }

  @FieldResolver(() => Location, { nullable: true, description: 'The location where it stands.' })
  location(@Root() { locationId }: WorkstationRow, @Ctx() ctx: Context): Promise<Location | null> {
    return findLocation(ctx, locationId)
  }

  @Directive('@listSize(assumedSize: 20)')
  @FieldResolver(() => [WorkstationPerson], {
    description:
      'The users who can sign in here by PIN: those who work at the location and have a PIN, by family name.',
  })
  people(@Root() workstation: WorkstationRow, @Ctx() ctx: Context): Promise<WorkstationPerson[]> {
    return listPeopleAt(ctx, workstation)
  }
}

@Resolver(() => WorkstationPerson)
export class WorkstationPersonResolver {
  @FieldResolver(() => String, { description: 'Given and family name.' })
  name(@Root() person: UserRow): string {
    return nameOf(person)
  }

  @FieldResolver(() => String, { description: 'First letters of given and family name.' })
  initials(@Root() person: UserRow): string {
    return initialsOf(person)
  }

  @Directive('@cost(weight: 5)')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The portrait photo as a `data:` URL; null if there is none.',
  })
  photoUrl(@Root() person: UserRow, @Ctx() ctx: Context): Promise<string | null> {
    return photoUrlOf(ctx, person)
  }
}

@Resolver(() => User)
export class UserPinResolver {
  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether the viewer has a PIN for shared workstations; null for other users.',
  })
  hasPin(@Root() user: User, @Ctx() ctx: Context): Promise<boolean | null> {
    return hasPin(ctx, user)
  }
}
