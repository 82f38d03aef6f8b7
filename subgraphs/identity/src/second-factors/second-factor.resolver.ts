import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql'
import type { UserRow } from '../users/user.service.ts'
import { User } from '../users/user.types.ts'
import {
  confirmSecondFactor,
  disableSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from './change.service.ts'
import { secondFactorOf } from './second-factor.service.ts'
import {
  DisableSecondFactorInput,
  SecondFactor,
  SecondFactorSecret,
  StartSecondFactorInput,
} from './second-factor.types.ts'

@Resolver(() => User)
export class SecondFactorResolver {
  // Comparing a password is meant to take long.
  @Directive('@cost(weight: 100)')
  @Mutation(() => SecondFactorSecret, {
    description:
      'Starts setting up a second factor for the viewer, replacing one whose setup was not finished; it takes effect with `confirmSecondFactor`. If one is already enabled, a code of it is required: SECOND_FACTOR_REQUIRED.',
  })
  startSecondFactor(
    @Arg('input', () => StartSecondFactorInput, { description: 'Password and code of the viewer.' })
    input: StartSecondFactorInput,
    @Ctx() ctx: Context,
  ): Promise<SecondFactorSecret> {
    return startSecondFactor(ctx, input)
  }

  @Directive('@listSize(assumedSize: 10)')
  @Mutation(() => [String], {
    description:
      'Enables the viewer’s second factor and ends the viewer’s other sessions. Returns ten recovery codes, shown only once; each replaces a code of the authenticator app one time. Refresh the session to get the permissions that required it.',
  })
  confirmSecondFactor(
    @Arg('code', () => String, { description: 'The current code of the authenticator app: six digits.' })
    code: string,
    @Ctx() ctx: Context,
  ): Promise<string[]> {
    return confirmSecondFactor(ctx, code)
  }

  @Directive('@cost(weight: 100)')
  @Mutation(() => User, {
    description:
      'Disables the viewer’s own second factor and ends the viewer’s other sessions. CONFLICT while one of the viewer’s roles requires it, SECOND_FACTOR_REQUIRED for a wrong code.',
  })
  disableSecondFactor(
    @Arg('input', () => DisableSecondFactorInput, { description: 'Password and code of the viewer.' })
    input: DisableSecondFactorInput,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return disableSecondFactor(ctx, input)
  }

  @Directive('@listSize(assumedSize: 10)')
  @Mutation(() => [String], {
    description:
      'Creates ten new recovery codes, shown only once; the previous ones stop working. SECOND_FACTOR_REQUIRED for a wrong code.',
  })
  renewRecoveryCodes(
    @Arg('code', () => String, { description: 'A code from the authenticator app, or a recovery code.' })
    code: string,
    @Ctx() ctx: Context,
  ): Promise<string[]> {
    return renewRecoveryCodes(ctx, code)
  }

  @Mutation(() => User, {
    description:
      'Removes a user’s lost second factor and signs the user out everywhere; the user is informed by e-mail. Needs `user:write`, and every permission that the user holds.',
  })
  removeSecondFactor(
    @Arg('userId', () => ID, { description: 'The user’s id; not the viewer’s own.' }) userId: string,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return removeSecondFactor(ctx, userId)
  }

  @FieldResolver(() => SecondFactor, {
    nullable: true,
    description: 'The user’s second factor: the viewer’s own, or with `user:read`; else null.',
  })
  secondFactor(@Root() user: UserRow, @Ctx() ctx: Context): Promise<SecondFactor | null> {
    return secondFactorOf(ctx, user)
  }
}
