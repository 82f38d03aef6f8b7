import type { Context } from '@vetgraph/kit/context'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { Arg, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { getItem } from '../inventory-items/inventory-item.service.ts'
import { InventoryItem } from '../inventory-items/inventory-item.types.ts'
import { findSupplierItem } from '../suppliers/catalogue.service.ts'
import { SupplierItem } from '../suppliers/supplier.types.ts'
import { listProposals } from './reorder-proposal.service.ts'
import { ReorderProposal } from './reorder-proposal.types.ts'

@Resolver(() => ReorderProposal)
export class ReorderProposalResolver {
  @Directive('@cost(weight: 10)')
  @Directive('@listSize(assumedSize: 25)')
  @Query(() => [ReorderProposal], {
    description:
      'What should be ordered for a location, by name, at most 200 items: those that it keeps and of which it has, with what is on order, no more than the reorder level or than is used until a delivery arrives. NOT_FOUND at `locationId`.',
  })
  reorderProposals(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Ctx() ctx: Context,
  ): Promise<ReorderProposal[]> {
    return listProposals(ctx, locationId)
  }

  @Shared()
  @FieldResolver(() => InventoryItem, { description: 'The item.' })
  item(@Root() { itemId }: ReorderProposal, @Ctx() ctx: Context): Promise<InventoryItem> {
    return getItem(ctx, itemId)
  }

  @Shared()
  @FieldResolver(() => SupplierItem, {
    nullable: true,
    description:
      'From whom: the preferred entry of a catalogue, else the cheapest of a supplier that invoices in the location’s currency; null if nobody sells it.',
  })
  supplierItem(
    @Root() { supplierItemId }: ReorderProposal,
    @Ctx() ctx: Context,
  ): Promise<SupplierItem | null> | null {
    return supplierItemId === null ? null : findSupplierItem(ctx, supplierItemId)
  }
}
