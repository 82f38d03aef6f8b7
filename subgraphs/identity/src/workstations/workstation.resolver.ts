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
      'The shared workstation that this browser is, by its http-only cookie; null when it is none. Answers without signing in.',
  })
  workstation(@Ctx() ctx: Context): Promise<Workstation | null> {
    return findThisWorkstation(ctx)
  }

  @Directive('@listSize(assumedSize: 50)')
  @Query(() => [Workstation], {
    description:
      'The shared workstations, those in use first, each group by name. Needs `workstation:write`, and shows those of the locations where the viewer holds it.',
  })
  workstations(@Ctx() ctx: Context): Promise<Workstation[]> {
    return listWorkstations(ctx)
  }

  @Mutation(() => Workstation, {
    description:
      'Makes this browser a shared workstation and gives it its http-only cookie. CONFLICT when it is one already. Needs `workstation:write` at the location.',
  })
  registerWorkstation(
    @Arg('input', () => RegisterWorkstationInput, { description: 'What it is.' })
    input: RegisterWorkstationInput,
    @Ctx() ctx: Context,
  ): Promise<Workstation> {
    return registerWorkstation(ctx, input)
  }

  @Mutation(() => Workstation, {
    description:
      'Makes a workstation a browser like any other, and signs out whoever signed in there. Needs `workstation:write` at its location.',
  })
  revokeWorkstation(
    @Arg('id', () => ID, { description: 'Which workstation.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Workstation> {
    return revokeWorkstation(ctx, id)
  }

  // Comparing a password is meant to take long.
  @Directive('@cost(weight: 100)')
  @Mutation(() => User, {
    description:
      'Gives oneself a PIN for shared workstations, in place of the one before. BAD_USER_INPUT for a wrong password, counted as in signing in.',
  })
  setMyPin(
    @Arg('input', () => SetMyPinInput, { description: 'Password and PIN.' }) input: SetMyPinInput,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return setMyPin(ctx, input)
  }

  @Mutation(() => User, { description: 'Takes one’s own PIN away.' })
  removeMyPin(@Ctx() ctx: Context): Promise<User> {
    return removeMyPin(ctx)
  }

  @Directive('@cost(weight: 100)')
  @Mutation(() => Session, {
    description:
      'Takes over this shared workstation by PIN: whoever was signed in is signed out. BAD_USER_INPUT on `pin` alike for a wrong one and for whoever cannot; TOO_MANY_REQUESTS after some wrong ones, for ever longer; NOT_FOUND where the browser is no workstation.',
  })
  switchUser(
    @Arg('input', () => SwitchUserInput, { description: 'Who takes over.' }) input: SwitchUserInput,
    @Ctx() ctx: Context,
  ): Promise<Session> {
    return switchUser(ctx, input)
  }

  @FieldResolver(() => Location, { nullable: true, description: 'Where it stands.' })
  location(@Root() { locationId }: WorkstationRow, @Ctx() ctx: Context): Promise<Location | null> {
    return findLocation(ctx, locationId)
  }

  @Directive('@listSize(assumedSize: 20)')
  @FieldResolver(() => [WorkstationPerson], {
    description: 'Who can take it over: those who work there and have a PIN, by family name.',
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
    description: 'The portrait as a `data:` URL; null when there is none.',
  })
  photoUrl(@Root() person: UserRow, @Ctx() ctx: Context): Promise<string | null> {
    return photoUrlOf(ctx, person)
  }
}

@Resolver(() => User)
export class UserPinResolver {
  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether one has a PIN for shared workstations; null for anybody but the viewer.',
  })
  hasPin(@Root() user: User, @Ctx() ctx: Context): Promise<boolean | null> {
    return hasPin(ctx, user)
  }
}
