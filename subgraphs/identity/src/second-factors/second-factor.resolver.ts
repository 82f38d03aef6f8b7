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
      'Begins a second factor for oneself, in place of one that was begun before; it counts from `confirmSecondFactor` on. One that is enabled is replaced, which takes a code of it: SECOND_FACTOR_REQUIRED.',
  })
  startSecondFactor(
    @Arg('input', () => StartSecondFactorInput, { description: 'Who asks.' }) input: StartSecondFactorInput,
    @Ctx() ctx: Context,
  ): Promise<SecondFactorSecret> {
    return startSecondFactor(ctx, input)
  }

  @Directive('@listSize(assumedSize: 10)')
  @Mutation(() => [String], {
    description:
      'Enables one’s second factor and ends one’s sessions elsewhere. Answers ten recovery codes, which are shown this once; each lets in once who has lost the device. Refresh the session to have the rights that needed it.',
  })
  confirmSecondFactor(
    @Arg('code', () => String, { description: 'What the device shows now: six digits.' }) code: string,
    @Ctx() ctx: Context,
  ): Promise<string[]> {
    return confirmSecondFactor(ctx, code)
  }

  @Directive('@cost(weight: 100)')
  @Mutation(() => User, {
    description:
      'Takes one’s own second factor off and ends one’s sessions elsewhere. CONFLICT while a role demands it, SECOND_FACTOR_REQUIRED for a wrong code.',
  })
  disableSecondFactor(
    @Arg('input', () => DisableSecondFactorInput, { description: 'Who asks.' })
    input: DisableSecondFactorInput,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return disableSecondFactor(ctx, input)
  }

  @Directive('@listSize(assumedSize: 10)')
  @Mutation(() => [String], {
    description:
      'Ten new recovery codes, shown this once; all earlier ones become worthless. SECOND_FACTOR_REQUIRED for a wrong code.',
  })
  renewRecoveryCodes(
    @Arg('code', () => String, { description: 'A code of the device, or a recovery code.' }) code: string,
    @Ctx() ctx: Context,
  ): Promise<string[]> {
    return renewRecoveryCodes(ctx, code)
  }

  @Mutation(() => User, {
    description:
      'Takes away the second factor that somebody has lost, and signs them out everywhere; the person is told by e-mail. Needs `user:write`, and every right that the person holds.',
  })
  removeSecondFactor(
    @Arg('userId', () => ID, { description: 'Whose; not one’s own.' }) userId: string,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return removeSecondFactor(ctx, userId)
  }

  @FieldResolver(() => SecondFactor, {
    nullable: true,
    description:
      'What this person signs in with beside the password: one’s own, or with `user:read`; else null.',
  })
  secondFactor(@Root() user: UserRow, @Ctx() ctx: Context): Promise<SecondFactor | null> {
    return secondFactorOf(ctx, user)
  }
}
