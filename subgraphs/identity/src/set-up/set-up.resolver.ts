import { LimitedAs } from '@vetgraph/kit/access/attempts'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql'
import { Session } from '../sessions/session.types.ts'
import { findSetUp, setUpHospital } from './set-up.service.ts'
import { SetUp, SetUpHospitalInput } from './set-up.types.ts'

@Resolver(() => SetUp)
export class SetUpResolver {
  @Query(() => SetUp, {
    description: 'Whether the hospital has been set up. Does not need a signed-in viewer.',
  })
  setup(@Ctx() ctx: Context): Promise<SetUp> {
    return findSetUp(ctx)
  }

  // Hashing a password is meant to take long.
  @Directive('@cost(weight: 100)')
  @LimitedAs('sign-in')
  @Mutation(() => Session, {
    description:
      'Sets up the hospital in an empty system, and signs its administrator in. Works only once: CONFLICT afterwards.',
  })
  setUpHospital(
    @Arg('input', () => SetUpHospitalInput, {
      description: 'The hospital, its first location, its administrator.',
    })
    input: SetUpHospitalInput,
    @Ctx() ctx: Context,
  ): Promise<Session> {
    return setUpHospital(ctx, input)
  }
}
