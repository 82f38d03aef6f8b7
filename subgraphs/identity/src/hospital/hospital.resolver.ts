import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { findHospital, updateHospital } from './hospital.service.ts'
import { Hospital, UpdateHospitalInput } from './hospital.types.ts'

@Resolver(() => Hospital)
export class HospitalResolver {
  @Query(() => Hospital, { nullable: true, description: 'The hospital; null before it is set up.' })
  hospital(@Ctx() ctx: Context): Promise<Hospital | null> {
    return findHospital(ctx)
  }

  @Mutation(() => Hospital, { description: 'Changes the hospital’s details. Needs `hospital:write`.' })
  updateHospital(
    @Arg('input', () => UpdateHospitalInput, { description: 'The fields to change.' })
    input: UpdateHospitalInput,
    @Ctx() ctx: Context,
  ): Promise<Hospital> {
    return updateHospital(ctx, input)
  }
}
