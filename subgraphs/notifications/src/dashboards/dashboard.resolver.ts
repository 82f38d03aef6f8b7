import type { Context } from '@vetgraph/kit/context'
import { Ctx, Query, Resolver } from 'type-graphql'
import { readDashboard } from './dashboard.service.ts'
import { NotificationsDashboard } from './dashboard.types.ts'

@Resolver(() => NotificationsDashboard)
export class DashboardResolver {
  @Query(() => NotificationsDashboard, {
    nullable: true,
    description: 'How the hospital’s messages stand; null without `mail:read`.',
  })
  notificationsDashboard(@Ctx() ctx: Context): Promise<NotificationsDashboard | null> {
    return readDashboard(ctx)
  }
}
