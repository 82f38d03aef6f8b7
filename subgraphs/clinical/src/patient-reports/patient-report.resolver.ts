import type { Context } from '@vetgraph/kit/context'
import { Report } from '@vetgraph/kit/reports/report.types'
import { Arg, Ctx, Directive, Query, Resolver } from 'type-graphql'
import { patientReport } from './patient-report.service.ts'
import { PatientReportInput } from './patient-report.types.ts'

@Resolver(() => Report)
export class PatientReportResolver {
  @Directive('@cost(weight: 50)')
  @Query(() => Report, {
    description:
      'Patients as they were on the last day of the period, which of them had their core vaccinations, and how many came, were seen and died in the period. Days are those of the location, or of the first one of several. BAD_USER_INPUT at `until` for a period that ends before it begins or is too long. Needs `report:read` and `pet:read` there.',
  })
  patientReport(
    @Arg('input', () => PatientReportInput, { description: 'The period, the place and the grouping.' })
    input: PatientReportInput,
    @Ctx() ctx: Context,
  ): Promise<Report> {
    return patientReport(ctx, input)
  }
}
