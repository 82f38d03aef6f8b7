import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql'
import { Appointment } from '../appointments/appointment.types.ts'
import {
  type DashboardOfDay,
  findOpenRequests,
  findOwnNext,
  findUtilisation,
  readDashboard,
} from './dashboard.service.ts'
import { SchedulingDashboard, Utilisation } from './dashboard.types.ts'

@Resolver(() => SchedulingDashboard)
export class DashboardResolver {
  @Query(() => SchedulingDashboard, {
    nullable: true,
    description:
      'How the day of a location stands; null without `appointment:read` there. NOT_FOUND at `locationId` for none.',
  })
  schedulingDashboard(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Ctx() ctx: Context,
  ): Promise<SchedulingDashboard | null> {
    return readDashboard(ctx, locationId)
  }

  @FieldResolver(() => Appointment, {
    nullable: true,
    description: 'The first of `ownExpected`, also when its time has come already; null if there is none.',
  })
  ownNext(@Root() dashboard: DashboardOfDay, @Ctx() ctx: Context): Promise<Appointment | null> | null {
    return findOwnNext(ctx, dashboard)
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'The number of `appointmentRequests`; null without `appointment:book` there.',
  })
  openRequests(@Root() dashboard: DashboardOfDay, @Ctx() ctx: Context): Promise<number> | null {
    return findOpenRequests(ctx, dashboard)
  }

  @FieldResolver(() => Utilisation, {
    nullable: true,
    description:
      'How much of the vets’ time of the day is booked; null without `roster:write` there, and if no vet is on duty.',
  })
  utilisation(@Root() dashboard: DashboardOfDay, @Ctx() ctx: Context): Promise<Utilisation | null> {
    return findUtilisation(ctx, dashboard)
  }
}
