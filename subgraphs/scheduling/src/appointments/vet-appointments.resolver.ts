import { PageArgs } from '@vetgraph/kit/connection'
import type { Context } from '@vetgraph/kit/context'
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { User } from '../refs/stubs.ts'
import { listExpectedWith } from './appointment.service.ts'
import { AppointmentConnection } from './appointment.types.ts'

@Resolver(() => User)
export class VetAppointmentsResolver {
  @FieldResolver(() => AppointmentConnection, {
    nullable: true,
    description:
      'Visits with this vet that have not begun, from now on, by start: what somebody else must take over when the vet leaves. Null while its part of the system does not answer.',
  })
  async futureAppointments(
    @Root() vet: User,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<AppointmentConnection> {
    return new AppointmentConnection(await listExpectedWith(ctx, vet.id, page))
  }
}
