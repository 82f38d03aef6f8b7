import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql'
import { Pet } from '../refs/stubs.ts'
import { countNoShows, findNext, listLatest } from './appointment.service.ts'
import { Appointment, AppointmentConnection } from './appointment.types.ts'

@Resolver(() => Pet)
export class PetAppointmentsResolver {
  @FieldResolver(() => AppointmentConnection, {
    nullable: true,
    description: 'The pet’s appointments, latest first; null while its subgraph is unavailable.',
  })
  async appointments(
    @Root() pet: Pet,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<AppointmentConnection> {
    const page = await listLatest(ctx, { first, after }, { petId: pet.id })
    return new AppointmentConnection(page)
  }

  @FieldResolver(() => Appointment, {
    nullable: true,
    description:
      'The pet’s next appointment that has not been cancelled; null if there is none, and while its subgraph is unavailable.',
  })
  nextAppointment(@Root() pet: Pet, @Ctx() ctx: Context): Promise<Appointment | null> {
    return findNext(ctx, pet.id)
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'The number of missed appointments (no-shows) of this pet; null while its subgraph is unavailable.',
  })
  noShowCount(@Root() pet: Pet, @Ctx() ctx: Context): Promise<number> {
    return countNoShows(ctx, pet.id)
  }
}
