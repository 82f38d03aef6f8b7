import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql'
import { Session } from '../sessions/session.types.ts'
import { findSetUp, setUpHospital } from './set-up.service.ts'
import { SetUp, SetUpHospitalInput } from './set-up.types.ts'

@Resolver(() => SetUp)
export class SetUpResolver {
  @Query(() => SetUp, { description: 'Whether the system is used yet. Answers without signing in.' })
  setup(@Ctx() ctx: Context): Promise<SetUp> {
    return findSetUp(ctx)
  }

  // Hashing a password is meant to take long.
  @Directive('@cost(weight: 100)')
  @Mutation(() => Session, {
    description:
      'Makes an empty system a hospital, and signs its administrator in. Works exactly once: CONFLICT from then on.',
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
