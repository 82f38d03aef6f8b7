import type { Context } from '@vetgraph/kit/context'
import { Report } from '@vetgraph/kit/reports/report.types'
import { Arg, Ctx, Directive, Query, Resolver } from 'type-graphql'
import { revenueReport } from './revenue.service.ts'
import { RevenueReportInput } from './revenue.types.ts'

@Resolver(() => Report)
export class RevenueResolver {
  @Directive('@cost(weight: 50)')
  @Query(() => Report, {
    description:
      'Revenue: what was finalised less what was credited, on the location’s day of each, which never moves. Every row adds up the invoices of `invoices(filter: { revenue })`. BAD_USER_INPUT at `until` for a period that ends before it begins or is too long, at `groupBy` for more than 2,000 groups. Needs `report:read` and `revenue:read` there.',
  })
  revenueReport(
    @Arg('input', () => RevenueReportInput, { description: 'The period, the place and the grouping.' })
    input: RevenueReportInput,
    @Ctx() ctx: Context,
  ): Promise<Report> {
    return revenueReport(ctx, input)
  }
}
