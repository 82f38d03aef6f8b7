import type { Context } from '@vetgraph/kit/context'
import { Report } from '@vetgraph/kit/reports/report.types'
import { Arg, Ctx, Directive, Query, Resolver } from 'type-graphql'
import { debtorsReport } from './debtors.service.ts'
import { DebtorsReportInput } from './debtors.types.ts'

@Resolver(() => Report)
export class DebtorsResolver {
  @Directive('@cost(weight: 50)')
  @Query(() => Report, {
    description:
      'Who owed what at the end of the last day, by the location’s calendar, and how long it was overdue then (RP2): what the ledger had on the invoices of the locations. Disputed invoices are counted as well. BAD_USER_INPUT at `until` for a period that ends before it begins or is too long, at `groupBy` for more than 2,000 groups. Needs `report:read` and `invoice:read` there.',
  })
  debtorsReport(
    @Arg('input', () => DebtorsReportInput, { description: 'The last day, the place and the grouping.' })
    input: DebtorsReportInput,
    @Ctx() ctx: Context,
  ): Promise<Report> {
    return debtorsReport(ctx, input)
  }
}
