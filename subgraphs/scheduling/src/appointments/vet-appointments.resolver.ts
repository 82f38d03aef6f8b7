import { PageArgs } from '@vetgraph/kit/reads/connection'
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
      'The vet’s future appointments that have not started, by start: to be reassigned if the vet leaves. Null while its subgraph is unavailable.',
  })
  async futureAppointments(
    @Root() vet: User,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<AppointmentConnection> {
    return new AppointmentConnection(await listExpectedWith(ctx, vet.id, page))
  }
}
