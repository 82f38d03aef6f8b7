import type { Context } from '@vetgraph/kit/context'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { proportionOf, quantityOf, type Money as MoneyValue } from '@vetgraph/kit/money'
import { PageArgs } from '@vetgraph/kit/reads/connection'
import { Money } from '@vetgraph/kit/scalars'
import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  Float,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import { getItem, listItems } from '../inventory-items/inventory-item.service.ts'
import { InventoryItem, InventoryItemConnection } from '../inventory-items/inventory-item.types.ts'
import { Location, User } from '../refs/stubs.ts'
import { receiveStock } from './adjust.service.ts'
import { listUsage, stockAsOf } from './history.service.ts'
import { findLot, isExpired, listExpiringLots, listLots, listMovements } from './lot.service.ts'
import { ReceiveStockInput } from './stock.inputs.ts'
import {
  Lot,
  LotConnection,
  LotFilter,
  StockAsOf,
  StockMovement,
  StockMovementConnection,
  StockUsage,
} from './stock.types.ts'

@Resolver(() => Lot)
export class LotResolver {
  @Query(() => LotConnection, { description: 'Lots, the first to expire first and unknown expiry last.' })
  async lots(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => LotFilter, { nullable: true, description: 'Filters; all lots in stock if omitted.' })
    filter: LotFilter | null,
    @Ctx() ctx: Context,
  ): Promise<LotConnection> {
    return new LotConnection(await listLots(ctx, page, filter))
  }

  @Query(() => LotConnection, {
    description:
      'Lots in stock at a location that have expired or do so soon, the first first; then medication whose expiry is unknown.',
  })
  async expiringLots(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Arg('days', () => Int, { defaultValue: 90, description: 'Within how many days they expire, 0 to 3650.' })
    days: number,
    @Ctx() ctx: Context,
  ): Promise<LotConnection> {
    return new LotConnection(await listExpiringLots(ctx, page, locationId, days))
  }

  @Query(() => InventoryItemConnection, {
    description: 'The items of which a location has no more than the reorder level, by name.',
  })
  async lowStockItems(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Ctx() ctx: Context,
  ): Promise<InventoryItemConnection> {
    return new InventoryItemConnection(await listItems(ctx, page, { locationId, lowStock: true }))
  }

  @Mutation(() => InventoryItem, {
    description:
      'Takes a delivery into stock as a lot. BAD_USER_INPUT at `expiresOn` for a day that is over; CONFLICT there if the lot is known with another expiry, at `orderLineId` if nothing is awaited of the order, and at `overReceiptReason` for more than a tenth above what was ordered without a reason. A repeated request with the same Idempotency-Key takes it only once.',
  })
  receiveStock(
    @Arg('input', () => ReceiveStockInput, { description: 'The delivery.' }) input: ReceiveStockInput,
    @Ctx() ctx: Context,
  ): Promise<InventoryItem> {
    return receiveStock(ctx, input)
  }

  @Shared()
  @FieldResolver(() => InventoryItem, { description: 'The item.' })
  item(@Root() { itemId }: Lot, @Ctx() ctx: Context): Promise<InventoryItem> {
    return getItem(ctx, itemId)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'Where it is; null while its subgraph is unavailable.',
  })
  location(@Root() { locationId }: Lot): Location {
    return { id: locationId }
  }

  @FieldResolver(() => Float, { description: 'How much of it is left, in the item’s unit.' })
  onHand(@Root() { onHand }: Lot): number {
    return quantityOf(onHand)
  }

  @Shared()
  @FieldResolver(() => Boolean, {
    description: 'Whether its last day is over at its location: it is not used any more.',
  })
  expired(@Root() lot: Lot, @Ctx() ctx: Context): Promise<boolean> {
    return isExpired(ctx, lot)
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'What is left of it cost, rounded once; null if its cost is unknown.',
  })
  value(@Root() { cost, currency, onHand, received }: Lot): MoneyValue | null {
    return cost === null ? null : { amount: proportionOf(cost, onHand, received), currency: currency! }
  }
}

@Resolver(() => StockMovement)
export class StockMovementResolver {
  @FieldResolver(() => Float, {
    description: 'The quantity that came in (positive) or went out (negative), in the item’s unit.',
  })
  quantity(@Root() { quantity }: StockMovement): number {
    return quantityOf(quantity)
  }

  @Shared()
  @FieldResolver(() => Lot, { nullable: true, description: 'The lot.' })
  lot(@Root() { lotId }: StockMovement, @Ctx() ctx: Context): Promise<Lot | null> {
    return findLot(ctx, lotId)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'Where it moved; null while its subgraph is unavailable.',
  })
  location(@Root() { locationId }: StockMovement): Location {
    return { id: locationId }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who moved it; null while its subgraph is unavailable.',
  })
  actor(@Root() { actorId }: StockMovement): User {
    return { id: actorId }
  }
}

@Resolver(() => InventoryItem)
export class ItemHistoryResolver {
  @Shared()
  @FieldResolver(() => StockMovementConnection, {
    description:
      'What came in and went out, the latest first, at the locations whose stock the viewer may see.',
  })
  async movements(
    @Root() { id }: InventoryItem,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<StockMovementConnection> {
    return new StockMovementConnection(await listMovements(ctx, page, { itemId: id }))
  }

  @Shared()
  @Directive('@listSize(assumedSize: 12)')
  @FieldResolver(() => [StockUsage], {
    description: 'What was used in the last twelve months, by month; months without use are left out.',
  })
  usage(@Root() { id }: InventoryItem, @Ctx() ctx: Context): Promise<StockUsage[]> {
    return listUsage(ctx, id)
  }

  @Shared()
  @Directive('@listSize(assumedSize: 5)')
  @FieldResolver(() => [StockAsOf], {
    description: 'The stock at an instant and its value, by location, from the movements until then.',
  })
  stockAsOf(
    @Root() { id }: InventoryItem,
    @Arg('at', () => Date, { description: 'The instant.' }) at: Date,
    @Ctx() ctx: Context,
  ): Promise<StockAsOf[]> {
    return stockAsOf(ctx, id, at)
  }
}
