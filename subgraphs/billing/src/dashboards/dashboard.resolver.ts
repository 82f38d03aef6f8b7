import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql'
import {
  type DashboardOfLocation,
  findOverdueInvoices,
  findRevenue,
  findUnbilledActs,
  readDashboard,
} from './dashboard.service.ts'
import { BillingDashboard, DashboardRevenue } from './dashboard.types.ts'

@Resolver(() => BillingDashboard)
export class DashboardResolver {
  @Query(() => BillingDashboard, {
    nullable: true,
    description:
      'How the money of a location stands; null without both `invoice:read` and `revenue:read` there. NOT_FOUND at `locationId` for none.',
  })
  billingDashboard(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Ctx() ctx: Context,
  ): Promise<BillingDashboard | null> {
    return readDashboard(ctx, locationId)
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'The number of `unbilledActs` of the location; null without `invoice:read` there.',
  })
  unbilledActs(@Root() dashboard: DashboardOfLocation, @Ctx() ctx: Context): Promise<number> | null {
    return findUnbilledActs(ctx, dashboard)
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'The number of `overdueInvoices` of the location; null without `invoice:read` there.',
  })
  overdueInvoices(@Root() dashboard: DashboardOfLocation, @Ctx() ctx: Context): Promise<number> | null {
    return findOverdueInvoices(ctx, dashboard)
  }

  @FieldResolver(() => DashboardRevenue, {
    nullable: true,
    description: 'Revenue today and in this and the last month; null without `revenue:read` there.',
  })
  revenue(@Root() dashboard: DashboardOfLocation, @Ctx() ctx: Context): Promise<DashboardRevenue | null> {
    return findRevenue(ctx, dashboard)
  }
}
