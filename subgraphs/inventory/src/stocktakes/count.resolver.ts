import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import {
  addStocktakeLine,
  cancelStocktake,
  countStock,
  startStocktake,
  submitStocktake,
} from './count.service.ts'
import {
  AddStocktakeLineInput,
  CancelStocktakeInput,
  CountStockInput,
  StartStocktakeInput,
  SubmitStocktakeInput,
} from './stocktake.inputs.ts'
import { Stocktake, StocktakeLine } from './stocktake.types.ts'

@Resolver(() => Stocktake)
export class CountResolver {
  @Mutation(() => Stocktake, {
    description:
      'Starts a stocktake with a line for each lot in stock, expired ones too, and for each item kept there of which nothing is left. CONFLICT at `category` while some of it is counted on another sheet, BAD_USER_INPUT there if nothing is kept. A repeated request with the same Idempotency-Key returns the first stocktake.',
  })
  startStocktake(
    @Arg('input', () => StartStocktakeInput, { description: 'The location and the category.' })
    input: StartStocktakeInput,
    @Ctx() ctx: Context,
  ): Promise<Stocktake> {
    return startStocktake(ctx, input)
  }

  @Mutation(() => StocktakeLine, {
    description:
      'Adds a lot that was found on the shelf, or returns its line if it has one. BAD_USER_INPUT at `itemId` if it is of another category, CONFLICT at `expiresOn` if the lot is known with another expiry, at `id` once the counts were handed in.',
  })
  addStocktakeLine(
    @Arg('input', () => AddStocktakeLineInput, { description: 'The item and its lot.' })
    input: AddStocktakeLineInput,
    @Ctx() ctx: Context,
  ): Promise<StocktakeLine> {
    return addStocktakeLine(ctx, input)
  }

  @Mutation(() => StocktakeLine, {
    description:
      'Writes what was counted of a line. Its variance is against the stock at this moment: what is dispensed or received before or after changes nothing of it. CONFLICT if somebody else has counted the line meanwhile, or once the counts were handed in. A repeated request with the same Idempotency-Key counts only once.',
  })
  countStock(
    @Arg('input', () => CountStockInput, { description: 'The line and the quantity.' })
    input: CountStockInput,
    @Ctx() ctx: Context,
  ): Promise<StocktakeLine> {
    return countStock(ctx, input)
  }

  @Mutation(() => Stocktake, {
    description:
      'Hands the counts in for approval. Lines that were not counted change nothing. CONFLICT at `id` if nothing was counted, or if they were handed in already.',
  })
  submitStocktake(
    @Arg('input', () => SubmitStocktakeInput, { description: 'The stocktake.' }) input: SubmitStocktakeInput,
    @Ctx() ctx: Context,
  ): Promise<Stocktake> {
    return submitStocktake(ctx, input)
  }

  @Mutation(() => Stocktake, {
    description:
      'Gives a stocktake up; the stock stays as it is. Once the counts were handed in it takes the right to approve them. CONFLICT at `id` if it is approved or cancelled.',
  })
  cancelStocktake(
    @Arg('input', () => CancelStocktakeInput, { description: 'The stocktake and why.' })
    input: CancelStocktakeInput,
    @Ctx() ctx: Context,
  ): Promise<Stocktake> {
    return cancelStocktake(ctx, input)
  }
}
