import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, Mutation, Query, Resolver } from 'type-graphql'
import { findSettings, updateSettings } from './hospital.service.ts'
import { Hospital, UpdateSettingsInput } from './hospital.types.ts'
import { logoUrl } from './logo.service.ts'

@Resolver(() => Hospital)
export class HospitalResolver {
  @Query(() => Hospital, {
    nullable: true,
    description: 'What the hospital decided for all its locations; null before it is set up.',
  })
  settings(@Ctx() ctx: Context): Promise<Hospital | null> {
    return findSettings(ctx)
  }

  @Mutation(() => Hospital, {
    description: 'Changes what the hospital decided for all its locations. Needs `hospital:write`.',
  })
  updateSettings(
    @Arg('input', () => UpdateSettingsInput, { description: 'The fields to change.' })
    input: UpdateSettingsInput,
    @Ctx() ctx: Context,
  ): Promise<Hospital> {
    return updateSettings(ctx, input)
  }

  @Directive('@cost(weight: 5)')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The logo as a `data:` URL of at most 88 kB; null if there is none.',
  })
  logoUrl(@Ctx() ctx: Context): Promise<string | null> {
    return logoUrl(ctx)
  }
}
