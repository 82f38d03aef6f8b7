import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../context.ts'
import { csvOf } from './report.csv.ts'
import { pdfOf } from './report.pdf.ts'
import { Report } from './report.types.ts'

/** What every subgraph with reports answers of them. */
@Resolver(() => Report)
export class ReportResolver {
  @Directive('@cost(weight: 20)')
  @FieldResolver(() => String, {
    description:
      'The report as CSV (RFC 4180, UTF-8), amounts with the decimals of their currency. Cells that a spreadsheet would take for a formula begin with an apostrophe. FORBIDDEN without `report:export` for all of its locations; audited.',
  })
  csv(@Root() report: Report, @Ctx() ctx: Context): Promise<string> {
    return csvOf(ctx, report)
  }

  @Directive('@cost(weight: 50)')
  @FieldResolver(() => String, {
    description:
      'The report as a PDF in base64, with the period, the locations, who made it and when. BAD_USER_INPUT at `groupBy` for more than 400 rows. FORBIDDEN without `report:export` for all of its locations; audited.',
  })
  pdf(@Root() report: Report, @Ctx() ctx: Context): Promise<string> {
    return pdfOf(ctx, report)
  }
}
