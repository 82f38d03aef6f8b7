import type { Context } from '@vetgraph/kit/context'
import { Report } from '@vetgraph/kit/reports/report.types'
import { Arg, Ctx, Directive, Query, Resolver } from 'type-graphql'
import { appointmentReport } from './appointment-report.service.ts'
import { AppointmentReportInput } from './appointment-report.types.ts'

@Resolver(() => Report)
export class AppointmentReportResolver {
  @Directive('@cost(weight: 50)')
  @Query(() => Report, {
    description:
      'Appointments by the location’s day on which they start: how many, missed and cancelled ones, how long patients waited and were examined, how far ahead they were booked, and how much of the time of vets or rooms they took. The appointments of a day are those of `calendar`. BAD_USER_INPUT at `until` for a period that ends before it begins or is too long, at `groupBy` for more than 2,000 groups. Needs `report:read` and `appointment:read` there.',
  })
  appointmentReport(
    @Arg('input', () => AppointmentReportInput, { description: 'The period, the place and the grouping.' })
    input: AppointmentReportInput,
    @Ctx() ctx: Context,
  ): Promise<Report> {
    return appointmentReport(ctx, input)
  }
}
