import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/work/signals'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { Arg, Ctx, FieldResolver, Float, ID, Mutation, Resolver, Root, Subscription } from 'type-graphql'
import { InventoryItem } from '../inventory-items/inventory-item.types.ts'
import { adjustStock } from './adjust.service.ts'
import { AdjustStockInput } from './stock.inputs.ts'
import { isLow, listStock, sumStock } from './stock.service.ts'
import { getStockChange, type StockSignal, watchStock } from './watch.service.ts'
import { StockChange, StockChangeFilter, StockLevel } from './stock.types.ts'

@Resolver(() => InventoryItem)
export class StockResolver {
  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'The stock in the item’s unit, at one location, or in total at all locations whose stock the viewer may see; null for a location whose stock the viewer may not see.',
  })
  onHand(
    @Root() item: InventoryItem,
    @Arg('locationId', () => ID, {
      nullable: true,
      description: 'The id of a location; all locations if omitted.',
    })
    locationId: string | null,
    @Ctx() ctx: Context,
  ): Promise<number | null> {
    return sumStock(ctx, item, locationId)
  }

  @Shared()
  @FieldResolver(() => [StockLevel], {
    description: 'The stock of each location that has ever had this item.',
  })
  stock(@Root() item: InventoryItem, @Ctx() ctx: Context): Promise<StockLevel[]> {
    return listStock(ctx, item)
  }

  @Shared()
  @FieldResolver(() => Boolean, {
    description: 'Whether the stock is at or below the reorder level at any location.',
  })
  low(@Root() item: InventoryItem, @Ctx() ctx: Context): Promise<boolean> {
    return isLow(ctx, item)
  }

  @Mutation(() => InventoryItem, {
    description:
      'Corrects a location’s stock, with a reason. What goes out is split over lots, the first to expire first. CONFLICT at `quantity` if the stock of medication would go below zero, at `lotId` if an expired lot would be used. A repeated request with the same Idempotency-Key changes the stock only once.',
  })
  adjustStock(
    @Arg('input', () => AdjustStockInput, { description: 'The item, the quantity and the reason.' })
    input: AdjustStockInput,
    @Ctx() ctx: Context,
  ): Promise<InventoryItem> {
    return adjustStock(ctx, input)
  }

  @Shared()
  @Subscription(() => StockChange, {
    description: 'Every change of stock that the viewer may see, as it happens.',
    subscribe: hears(watchStock),
  })
  stockChanged(
    @Root() change: StockSignal,
    @Arg('filter', () => StockChangeFilter, {
      nullable: true,
      description: 'Filters; all changes that the viewer may see if omitted.',
    })
    _filter: StockChangeFilter | null,
    @Ctx() ctx: Context,
  ): Promise<StockChange> {
    return getStockChange(ctx, change)
  }
}
