import type { Context } from '@vetgraph/kit/context'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { type Money as MoneyValue, quantityOf } from '@vetgraph/kit/money'
import { Money } from '@vetgraph/kit/scalars'
import { Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql'
import { getItem } from '../inventory-items/inventory-item.service.ts'
import { InventoryItem } from '../inventory-items/inventory-item.types.ts'
import { User } from '../refs/stubs.ts'
import { getStocktake, isLineExpired, unlessBlind } from './stocktake.service.ts'
import { Stocktake, StocktakeLine } from './stocktake.types.ts'
import { varianceValue } from './variance.service.ts'

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
    return countedBy === null ? null : { id: countedBy }
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
