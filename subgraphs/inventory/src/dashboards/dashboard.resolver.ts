import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql'
import { countExpiring, countLowStock, readDashboard } from './dashboard.service.ts'
import { InventoryDashboard } from './dashboard.types.ts'

@Resolver(() => InventoryDashboard)
export class DashboardResolver {
  @Query(() => InventoryDashboard, {
    nullable: true,
    description: 'What is to be done about the stock of a location; null without `inventory:read` there.',
  })
  inventoryDashboard(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Ctx() ctx: Context,
  ): InventoryDashboard | null {
    return readDashboard(ctx, locationId)
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'The number of `lowStockItems` of the location.',
  })
  lowStockItems(@Root() dashboard: InventoryDashboard, @Ctx() ctx: Context): Promise<number> {
    return countLowStock(ctx, dashboard)
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'The number of `expiringLots` of the location within 30 days. NOT_FOUND at `locationId` for no location.',
  })
  expiringLots(@Root() dashboard: InventoryDashboard, @Ctx() ctx: Context): Promise<number> {
    return countExpiring(ctx, dashboard)
  }
}
