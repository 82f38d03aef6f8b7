import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/live'
import { Arg, Ctx, FieldResolver, Float, ID, Mutation, Resolver, Root, Subscription } from 'type-graphql'
import { InventoryItem } from '../inventory-items/inventory-item.types.ts'
import {
  adjustStock,
  getStockChange,
  isLow,
  listStock,
  type StockSignal,
  sumStock,
  watchStock,
} from './stock.service.ts'
import { AdjustStockInput, StockChange, StockChangeFilter, StockLevel } from './stock.types.ts'

@Resolver(() => InventoryItem)
export class StockResolver {
  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'How much there is in the item’s unit, at one location or at all together whose stock the viewer may see; null at another one.',
  })
  onHand(
    @Root() item: InventoryItem,
    @Arg('locationId', () => ID, { nullable: true, description: 'The location; left out: all of them.' })
    locationId: string | null,
    @Ctx() ctx: Context,
  ): Promise<number | null> {
    return sumStock(ctx, item, locationId)
  }

  @FieldResolver(() => [StockLevel], {
    description: 'How much each location has that ever had some of it.',
  })
  stock(@Root() item: InventoryItem, @Ctx() ctx: Context): Promise<StockLevel[]> {
    return listStock(ctx, item)
  }

  @FieldResolver(() => Boolean, { description: 'Whether any location should order it.' })
  low(@Root() item: InventoryItem, @Ctx() ctx: Context): Promise<boolean> {
    return isLow(ctx, item)
  }

  @Mutation(() => InventoryItem, {
    description:
      'Corrects a location’s stock, with a reason. CONFLICT at `quantity` when medication would go below zero. Repeat it safely under one Idempotency-Key.',
  })
  adjustStock(
    @Arg('input', () => AdjustStockInput, { description: 'What comes in or goes out, and why.' })
    input: AdjustStockInput,
    @Ctx() ctx: Context,
  ): Promise<InventoryItem> {
    return adjustStock(ctx, input)
  }

  @Subscription(() => StockChange, {
    description: 'Every movement of stock that the viewer may see, as it happens.',
    subscribe: hears(watchStock),
  })
  stockChanged(
    @Root() change: StockSignal,
    @Arg('filter', () => StockChangeFilter, { nullable: true, description: 'Which movements.' })
    _filter: StockChangeFilter | null,
    @Ctx() ctx: Context,
  ): Promise<StockChange> {
    return getStockChange(ctx, change)
  }
}
