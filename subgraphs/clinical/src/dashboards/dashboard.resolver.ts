import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql'
import { findOwnDrafts, findOwnLabResults, findVaccinationsDue, readDashboard } from './dashboard.service.ts'
import { ClinicalDashboard } from './dashboard.types.ts'

@Resolver(() => ClinicalDashboard)
export class DashboardResolver {
  @Query(() => ClinicalDashboard, {
    nullable: true,
    description:
      'What is to be done for patients at a location; null without both `medical-record:write` and `vaccination:read`.',
  })
  clinicalDashboard(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Ctx() ctx: Context,
  ): ClinicalDashboard | null {
    return readDashboard(ctx, locationId)
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'The viewer’s own drafts of medical records, of all locations; null without the permission to write them.',
  })
  ownDrafts(@Ctx() ctx: Context): Promise<number> | null {
    return findOwnDrafts(ctx)
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'The laboratory results that are the viewer’s task, of all locations; null without the permission to acknowledge them.',
  })
  ownLabResults(@Ctx() ctx: Context): Promise<number> | null {
    return findOwnLabResults(ctx)
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'The number of `vaccinationsDue` at the location within 7 days or overdue by up to a year; null without `vaccination:read` there. NOT_FOUND at `filter.locationId` for no location.',
  })
  vaccinationsDue(@Root() dashboard: ClinicalDashboard, @Ctx() ctx: Context): Promise<number> | null {
    return findVaccinationsDue(ctx, dashboard)
  }
}
