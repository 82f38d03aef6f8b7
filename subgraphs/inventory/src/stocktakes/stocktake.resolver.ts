import type { Context } from '@vetgraph/kit/context'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { type Money as MoneyValue, quantityOf } from '@vetgraph/kit/money'
import { PageArgs } from '@vetgraph/kit/reads/connection'
import { Money } from '@vetgraph/kit/scalars'
import { hears } from '@vetgraph/kit/work/signals'
import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  Float,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql'
import { getItem } from '../inventory-items/inventory-item.service.ts'
import { InventoryItem } from '../inventory-items/inventory-item.types.ts'
import { Location, User } from '../refs/stubs.ts'
import { approveStocktake, recountStocktake } from './approve.service.ts'
import {
  addStocktakeLine,
  cancelStocktake,
  countStock,
  startStocktake,
  submitStocktake,
} from './count.service.ts'
import {
  AddStocktakeLineInput,
  ApproveStocktakeInput,
  CancelStocktakeInput,
  CountStockInput,
  RecountStocktakeInput,
  StartStocktakeInput,
  SubmitStocktakeInput,
} from './stocktake.inputs.ts'
import {
  differingOf,
  findStocktake,
  getStocktake,
  getStocktakeChange,
  isLineExpired,
  listLines,
  listStocktakes,
  progressOf,
  type StocktakeSignal,
  unlessBlind,
  watchStocktakes,
} from './stocktake.service.ts'
import {
  Stocktake,
  StocktakeChange,
  StocktakeChangeFilter,
  StocktakeConnection,
  StocktakeFilter,
  StocktakeLine,
  StocktakeLineConnection,
  StocktakeVariance,
} from './stocktake.types.ts'
import { totalVariance, varianceValue } from './variance.service.ts'

const personOf = (id: string | null): User | null => (id === null ? null : { id })

@Resolver(() => Stocktake)
export class StocktakeResolver {
  @Query(() => StocktakeConnection, {
    description: 'Stocktakes of the locations whose stock the viewer may see, the latest first.',
  })
  async stocktakes(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => StocktakeFilter, { nullable: true, description: 'Filters; all if omitted.' })
    filter: StocktakeFilter | null,
    @Ctx() ctx: Context,
  ): Promise<StocktakeConnection> {
    return new StocktakeConnection(await listStocktakes(ctx, page, filter))
  }

  @Query(() => Stocktake, { nullable: true, description: 'A stocktake by id; null if there is none.' })
  stocktake(
    @Arg('id', () => ID, { description: 'The stocktake’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Stocktake | null> {
    return findStocktake(ctx, id)
  }

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

  @Shared()
  @Subscription(() => StocktakeChange, {
    description: 'Stocktakes that the viewer may see, as they are started, counted and approved.',
    subscribe: hears(watchStocktakes),
  })
  stocktakeChanged(
    @Root() change: StocktakeSignal,
    @Arg('filter', () => StocktakeChangeFilter, { nullable: true, description: 'Filters.' })
    _filter: StocktakeChangeFilter | null,
    @Ctx() ctx: Context,
  ): Promise<StocktakeChange> {
    return getStocktakeChange(ctx, change)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'The location that is counted; null while its subgraph is unavailable.',
  })
  location(@Root() { locationId }: Stocktake): Location {
    return { id: locationId }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who started it; null while its subgraph is unavailable.',
  })
  startedBy(@Root() { startedBy }: Stocktake): User {
    return { id: startedBy }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who approved it; null before, or while its subgraph is unavailable.',
  })
  approvedBy(@Root() { approvedBy }: Stocktake): User | null {
    return personOf(approvedBy)
  }

  @Shared()
  @FieldResolver(() => Int, { description: 'How many lines it has.' })
  async lineCount(@Root() { id }: Stocktake, @Ctx() ctx: Context): Promise<number> {
    return (await progressOf(ctx, id)).lines
  }

  @Shared()
  @FieldResolver(() => Int, { description: 'How many of its lines are counted.' })
  async countedCount(@Root() { id }: Stocktake, @Ctx() ctx: Context): Promise<number> {
    return (await progressOf(ctx, id)).counted
  }

  @Shared()
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many of its lines differ; null until it is handed in, and then for who may not approve it until it is approved.',
  })
  differingCount(@Root() { id }: Stocktake, @Ctx() ctx: Context): Promise<number | null> {
    return differingOf(ctx, id)
  }

  @Shared()
  @FieldResolver(() => StocktakeVariance, {
    nullable: true,
    description: 'What all variances cost together; null where `differingCount` is.',
  })
  variance(@Root() { id }: Stocktake, @Ctx() ctx: Context): Promise<StocktakeVariance | null> {
    return totalVariance(ctx, id)
  }

  @Shared()
  @FieldResolver(() => StocktakeLineConnection, {
    description: 'The lines in the order of the sheet: by name, and then what expires first.',
  })
  async lines(
    @Root() { id }: Stocktake,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<StocktakeLineConnection> {
    return new StocktakeLineConnection(await listLines(ctx, page, id))
  }
}

@Resolver(() => StocktakeLine)
export class StocktakeLineResolver {
  @Shared()
  @FieldResolver(() => Stocktake, { description: 'The stocktake.' })
  stocktake(@Root() { stocktakeId }: StocktakeLine, @Ctx() ctx: Context): Promise<Stocktake> {
    return getStocktake(ctx, stocktakeId)
  }

  @Shared()
  @FieldResolver(() => InventoryItem, { description: 'The item.' })
  item(@Root() { itemId }: StocktakeLine, @Ctx() ctx: Context): Promise<InventoryItem> {
    return getItem(ctx, itemId)
  }

  @Shared()
  @FieldResolver(() => Boolean, {
    description: 'Whether its last day is over at the location: it is counted, and not used any more.',
  })
  expired(@Root() line: StocktakeLine, @Ctx() ctx: Context): Promise<boolean> {
    return isLineExpired(ctx, line)
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'How much was counted, in the item’s unit; null before.',
  })
  counted(@Root() { counted }: StocktakeLine): number | null {
    return counted === null ? null : quantityOf(counted)
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who counted it; null before, or while its subgraph is unavailable.',
  })
  countedBy(@Root() { countedBy }: StocktakeLine): User | null {
    return personOf(countedBy)
  }

  @Shared()
  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'The stock at the moment of the count, in the item’s unit. Null if it was not counted; null until the counts are handed in, and then for who may not approve them until they are approved.',
  })
  expected(@Root() line: StocktakeLine, @Ctx() ctx: Context): Promise<number | null> {
    return unlessBlind(ctx, line, 'expected')
  }

  @Shared()
  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'How much more (positive) or less was counted than expected, in the item’s unit; null where `expected` is.',
  })
  variance(@Root() line: StocktakeLine, @Ctx() ctx: Context): Promise<number | null> {
    return unlessBlind(ctx, line, 'variance')
  }

  @Shared()
  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'What the variance costs by its lots, below 0 if stock is missing; null where `expected` is, or if a cost is unknown.',
  })
  varianceValue(@Root() line: StocktakeLine, @Ctx() ctx: Context): Promise<MoneyValue | null> {
    return varianceValue(ctx, line)
  }
}
