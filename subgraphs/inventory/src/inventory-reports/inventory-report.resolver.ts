import type { Context } from '@vetgraph/kit/context'
import { Report } from '@vetgraph/kit/reports/report.types'
import { Arg, Ctx, Directive, Query, Resolver } from 'type-graphql'
import { inventoryReport } from './inventory-report.service.ts'
import { InventoryReportInput } from './inventory-report.types.ts'

@Resolver(() => Report)
export class InventoryReportResolver {
  @Directive('@cost(weight: 50)')
  @Query(() => Report, {
    description:
      'What the stock cost at the end of the last day and what moved in the period, by the location’s days. The value of an item is that of its `stockAsOf`; lots of unknown cost count nothing. BAD_USER_INPUT at `until` for a period that ends before it begins or is too long, at `groupBy` for more than 2,000 groups. Needs `report:read` and `inventory:read` there.',
  })
  inventoryReport(
    @Arg('input', () => InventoryReportInput, { description: 'The period, the place and the grouping.' })
    input: InventoryReportInput,
    @Ctx() ctx: Context,
  ): Promise<Report> {
    return inventoryReport(ctx, input)
  }
}
