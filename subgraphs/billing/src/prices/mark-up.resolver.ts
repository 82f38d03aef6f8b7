import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, ID, Mutation, Query, Resolver } from 'type-graphql'
import { listMarkUps, setMarkUp } from './mark-up.service.ts'
import { MarkUp, SetMarkUpInput } from './mark-up.types.ts'

@Resolver(() => MarkUp)
export class MarkUpResolver {
  @Directive('@listSize(assumedSize: 5)')
  @Query(() => [MarkUp], {
    description:
      'How a location prices what is dispensed and has no price, those to come first. Needs `price:read` there.',
  })
  markUps(
    @Arg('locationId', () => ID, { description: 'The location.' }) locationId: string,
    @Ctx() ctx: Context,
  ): Promise<MarkUp[]> {
    return listMarkUps(ctx, locationId)
  }

  @Mutation(() => MarkUp, {
    description:
      'Sets the mark-up, the dispensing fee and the minimum charge of a location from a day on; of two for one day the later one counts. What was charged keeps its price. BAD_USER_INPUT at `rate`, at `fee` or `minimum` in another currency, at `effectiveFrom` for a day that has passed. Needs `price:write` there. Send an `Idempotency-Key`.',
  })
  setMarkUp(
    @Arg('input', () => SetMarkUpInput, { description: 'The mark-up.' }) input: SetMarkUpInput,
    @Ctx() ctx: Context,
  ): Promise<MarkUp> {
    return setMarkUp(ctx, input)
  }
}
