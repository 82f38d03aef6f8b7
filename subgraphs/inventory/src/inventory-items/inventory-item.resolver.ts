import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import { createInventoryItem, retireInventoryItem, updateInventoryItem } from './change-item.service.ts'
import { CreateInventoryItemInput, UpdateInventoryItemInput } from './inventory-item.inputs.ts'
import { findItem, listItems } from './inventory-item.service.ts'
import {
  ActiveSubstance,
  InventoryItem,
  InventoryItemConnection,
  InventoryItemFilter,
} from './inventory-item.types.ts'

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

  @Mutation(() => InventoryItem, {
    description:
      'Adds an item. CONFLICT if another item has the SKU or a barcode. A repeated request with the same Idempotency-Key returns the first item.',
  })
  createInventoryItem(
    @Arg('input', () => CreateInventoryItemInput, { description: 'The item.' })
    input: CreateInventoryItemInput,
    @Ctx() ctx: Context,
  ): Promise<InventoryItem> {
    return createInventoryItem(ctx, input)
  }

  @Mutation(() => InventoryItem, {
    description:
      'Changes an item or brings a retired one back. CONFLICT if another item has the SKU or a barcode, or at `unit` once stock has been counted in it.',
  })
  updateInventoryItem(
    @Arg('input', () => UpdateInventoryItemInput, { description: 'The fields to change.' })
    input: UpdateInventoryItemInput,
    @Ctx() ctx: Context,
  ): Promise<InventoryItem> {
    return updateInventoryItem(ctx, input)
  }

  @Mutation(() => InventoryItem, {
    description:
      'Takes an item out of use: it is not offered any more, and what names it keeps it. CONFLICT while any of it is in stock.',
  })
  retireInventoryItem(
    @Arg('id', () => ID, { description: 'The item’s id.' }) id: string,
    @Arg('version', () => Int, {
      description: 'The version that the change is based on; CONFLICT if it is not the latest.',
    })
    version: number,
    @Ctx() ctx: Context,
  ): Promise<InventoryItem> {
    return retireInventoryItem(ctx, id, version)
  }

  @Directive('@listSize(assumedSize: 2)')
  @FieldResolver(() => [ActiveSubstance], {
    description: 'The active substances of a medicine; none for other items.',
  })
  activeSubstances(@Root() { substances }: InventoryItem): ActiveSubstance[] {
    return substances.map(({ substanceId, strength }) => ({ substance: { id: substanceId }, strength }))
  }
}
