import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql'
import { findItem, listItems } from './inventory-item.service.ts'
import { InventoryItem, InventoryItemConnection, InventoryItemFilter } from './inventory-item.types.ts'

@Resolver(() => InventoryItem)
export class InventoryItemResolver {
  @Query(() => InventoryItem, { nullable: true, description: 'An item by id; null if there is none.' })
  inventoryItem(
    @Arg('id', () => ID, { description: 'The item’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<InventoryItem | null> {
    return findItem(ctx, id)
  }

  @Query(() => InventoryItemConnection, { description: 'The items in use, by name.' })
  async inventoryItems(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => InventoryItemFilter, { nullable: true, description: 'Filters; all if omitted.' })
    filter: InventoryItemFilter | null,
    @Ctx() ctx: Context,
  ): Promise<InventoryItemConnection> {
    return new InventoryItemConnection(await listItems(ctx, page, filter ?? {}))
  }
}
