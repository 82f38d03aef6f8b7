import type { Context } from '@vetgraph/kit/context'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { PageArgs } from '@vetgraph/kit/reads/connection'
import { hears } from '@vetgraph/kit/work/signals'
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root, Subscription } from 'type-graphql'
import { Location, User } from '../refs/stubs.ts'
import {
  differingOf,
  findStocktake,
  getStocktakeChange,
  listLines,
  listStocktakes,
  progressOf,
  type StocktakeSignal,
  watchStocktakes,
} from './stocktake.service.ts'
import {
  Stocktake,
  StocktakeChange,
  StocktakeChangeFilter,
  StocktakeConnection,
  StocktakeFilter,
  StocktakeLineConnection,
  StocktakeVariance,
} from './stocktake.types.ts'
import { totalVariance } from './variance.service.ts'

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
    return approvedBy === null ? null : { id: approvedBy }
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
