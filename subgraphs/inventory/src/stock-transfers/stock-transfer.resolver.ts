import type { Context } from '@vetgraph/kit/context'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { type Money as MoneyValue, quantityOf } from '@vetgraph/kit/money'
import { PageArgs } from '@vetgraph/kit/reads/connection'
import { CalendarDate, Money } from '@vetgraph/kit/scalars'
import { hears } from '@vetgraph/kit/work/signals'
import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  Float,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql'
import { getItem } from '../inventory-items/inventory-item.service.ts'
import { InventoryItem } from '../inventory-items/inventory-item.types.ts'
import { Location, User } from '../refs/stubs.ts'
import { Lot } from '../stock/stock.types.ts'
import { receiveTransfer, returnTransfer } from './receive.service.ts'
import { listDestinations, transferStock } from './send.service.ts'
import { ReceiveTransferInput, ReturnTransferInput, TransferStockInput } from './stock-transfer.inputs.ts'
import {
  findTransfer,
  getTransfer,
  inTransitOf,
  inTransitOfLot,
  listTransfers,
  sentLotOf,
  type TransferSignal,
  valueInTransit,
  watchTransfers,
} from './stock-transfer.service.ts'
import {
  StockTransfer,
  StockTransferChangeFilter,
  StockTransferConnection,
  StockTransferFilter,
} from './stock-transfer.types.ts'

@Resolver(() => StockTransfer)
export class StockTransferResolver {
  @Query(() => StockTransferConnection, {
    description:
      'Transfers of stock from or to the locations whose stock the viewer may see, the latest first.',
  })
  async stockTransfers(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => StockTransferFilter, { nullable: true, description: 'Filters; all if omitted.' })
    filter: StockTransferFilter | null,
    @Ctx() ctx: Context,
  ): Promise<StockTransferConnection> {
    return new StockTransferConnection(await listTransfers(ctx, page, filter))
  }

  @Query(() => StockTransfer, { nullable: true, description: 'A transfer by id; null if there is none.' })
  stockTransfer(
    @Arg('id', () => ID, { description: 'The transfer’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<StockTransfer | null> {
    return findTransfer(ctx, id)
  }

  @Query(() => [Location], {
    nullable: true,
    description:
      'The locations to which a location can send stock, by name: those in use with the same currency, at most 100; null while their part of the system does not answer.',
  })
  async transferDestinations(
    @Arg('locationId', () => ID, { description: 'The id of the location that sends.' }) locationId: string,
    @Ctx() ctx: Context,
  ): Promise<Location[]> {
    return listDestinations(ctx, locationId)
  }

  @Mutation(() => StockTransfer, {
    description:
      'Sends stock of a lot to another location. It leaves the shelf at once and is in transit until it is received there. CONFLICT at `quantity` if the lot has not that much; BAD_USER_INPUT at `toLocationId` for the same location, one that is not in use, or one with another currency. A repeated request with the same Idempotency-Key sends only once.',
  })
  transferStock(
    @Arg('input', () => TransferStockInput, { description: 'The lot, the quantity and where it goes.' })
    input: TransferStockInput,
    @Ctx() ctx: Context,
  ): Promise<StockTransfer> {
    return transferStock(ctx, input)
  }

  @Mutation(() => StockTransfer, {
    description:
      'Takes what has arrived of a transfer into the stock of its location, as a lot of the same number, expiry and cost. CONFLICT at `quantity` if less is in transit, at `id` if nothing is. A repeated request with the same Idempotency-Key receives only once.',
  })
  receiveTransfer(
    @Arg('input', () => ReceiveTransferInput, { description: 'The transfer and what has arrived.' })
    input: ReceiveTransferInput,
    @Ctx() ctx: Context,
  ): Promise<StockTransfer> {
    return receiveTransfer(ctx, input)
  }

  @Mutation(() => StockTransfer, {
    description:
      'Takes back or writes off what is in transit; of a transfer that nobody has received, that cancels it. Only at the location that has sent it. CONFLICT at `quantity` if less is in transit, at `id` if nothing is. A repeated request with the same Idempotency-Key returns only once.',
  })
  returnTransfer(
    @Arg('input', () => ReturnTransferInput, { description: 'The transfer, what becomes of it, and why.' })
    input: ReturnTransferInput,
    @Ctx() ctx: Context,
  ): Promise<StockTransfer> {
    return returnTransfer(ctx, input)
  }

  @Shared()
  @Subscription(() => StockTransfer, {
    description: 'Transfers that the viewer may see, as they are sent, received and returned.',
    subscribe: hears(watchTransfers),
  })
  stockTransferChanged(
    @Root() { id }: TransferSignal,
    @Arg('filter', () => StockTransferChangeFilter, { nullable: true, description: 'Filters.' })
    _filter: StockTransferChangeFilter | null,
    @Ctx() ctx: Context,
  ): Promise<StockTransfer> {
    return getTransfer(ctx, id)
  }

  @Shared()
  @FieldResolver(() => InventoryItem, { description: 'The item.' })
  item(@Root() { itemId }: StockTransfer, @Ctx() ctx: Context): Promise<InventoryItem> {
    return getItem(ctx, itemId)
  }

  @Shared()
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The maker’s lot number; null if it is unknown.',
  })
  async lotNumber(@Root() transfer: StockTransfer, @Ctx() ctx: Context): Promise<string | null> {
    return (await sentLotOf(ctx, transfer)).number
  }

  @Shared()
  @FieldResolver(() => CalendarDate, {
    nullable: true,
    description: 'The last day on which it may be used; null if it is unknown.',
  })
  async expiresOn(@Root() transfer: StockTransfer, @Ctx() ctx: Context): Promise<string | null> {
    return (await sentLotOf(ctx, transfer)).expiresOn
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'The location that has sent it; null while its subgraph is unavailable.',
  })
  from(@Root() { fromLocationId }: StockTransfer): Location {
    return { id: fromLocationId }
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'The location that receives it; null while its subgraph is unavailable.',
  })
  to(@Root() { toLocationId }: StockTransfer): Location {
    return { id: toLocationId }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who has sent it; null while its subgraph is unavailable.',
  })
  sentBy(@Root() { sentBy }: StockTransfer): User {
    return { id: sentBy }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who last took some of it; null before, or while its subgraph is unavailable.',
  })
  lastReceivedBy(@Root() { lastReceivedBy }: StockTransfer): User | null {
    return lastReceivedBy === null ? null : { id: lastReceivedBy }
  }

  @FieldResolver(() => Float, { description: 'How much was sent, in the item’s unit.' })
  quantity(@Root() { quantity }: StockTransfer): number {
    return quantityOf(quantity)
  }

  @FieldResolver(() => Float, { description: 'How much has arrived, in the item’s unit.' })
  received(@Root() { received }: StockTransfer): number {
    return quantityOf(received)
  }

  @FieldResolver(() => Float, {
    description: 'How much came back to the sender and is not written off, in the item’s unit.',
  })
  returned(@Root() { returned, writtenOff }: StockTransfer): number {
    return quantityOf(returned - writtenOff)
  }

  @FieldResolver(() => Float, { description: 'How much was written off, in the item’s unit.' })
  writtenOff(@Root() { writtenOff }: StockTransfer): number {
    return quantityOf(writtenOff)
  }

  @FieldResolver(() => Float, {
    description:
      'How much is in transit, in the item’s unit: what was sent and neither arrived nor came back.',
  })
  inTransit(@Root() { inTransit }: StockTransfer): number {
    return quantityOf(inTransit)
  }

  @Shared()
  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'What the quantity in transit has cost; null if that is unknown. Until it arrives it counts in the stock value of the sender.',
  })
  value(@Root() transfer: StockTransfer, @Ctx() ctx: Context): Promise<MoneyValue | null> {
    return valueInTransit(ctx, transfer)
  }
}

@Resolver(() => InventoryItem)
export class ItemInTransitResolver {
  @Shared()
  @FieldResolver(() => Float, {
    description:
      'How much is in transit from or to locations whose stock the viewer may see, in the item’s unit; it is part of no stock on hand.',
  })
  inTransit(@Root() { id }: InventoryItem, @Ctx() ctx: Context): Promise<number> {
    return inTransitOf(ctx, id)
  }
}

@Resolver(() => Lot)
export class LotInTransitResolver {
  @Shared()
  @FieldResolver(() => Float, {
    description:
      'How much of it has been sent to other locations and has not arrived, in the item’s unit; it is no part of `onHand`.',
  })
  inTransit(@Root() { id }: Lot, @Ctx() ctx: Context): Promise<number> {
    return inTransitOfLot(ctx, id)
  }
}
