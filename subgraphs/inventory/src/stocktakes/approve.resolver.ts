import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { approveStocktake, recountStocktake } from './approve.service.ts'
import { ApproveStocktakeInput, RecountStocktakeInput } from './stocktake.inputs.ts'
import { Stocktake } from './stocktake.types.ts'

@Resolver(() => Stocktake)
export class ApproveResolver {
  @Mutation(() => Stocktake, {
    description:
      'Opens a stocktake that was handed in once more; the given lines are to be counted again. CONFLICT at `id` if it was not handed in.',
  })
  recountStocktake(
    @Arg('input', () => RecountStocktakeInput, { description: 'The stocktake and its lines.' })
    input: RecountStocktakeInput,
    @Ctx() ctx: Context,
  ): Promise<Stocktake> {
    return recountStocktake(ctx, input)
  }

  @Mutation(() => Stocktake, {
    description:
      'Approves a stocktake that was handed in: all that differs becomes movements of kind COUNT at once. BAD_USER_INPUT at `reason` if a line has none; CONFLICT at `id` with the `lineId` of what was used up or corrected since, and if the viewer has counted a controlled drug that differs. A repeated request with the same Idempotency-Key approves only once.',
  })
  approveStocktake(
    @Arg('input', () => ApproveStocktakeInput, { description: 'The stocktake and the reasons.' })
    input: ApproveStocktakeInput,
    @Ctx() ctx: Context,
  ): Promise<Stocktake> {
    return approveStocktake(ctx, input)
  }
}
