import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql'
import { listAffected, moveAppointments } from './affected.service.ts'
import { AffectedAppointmentsInput, MoveAppointmentsInput, MovedAppointment } from './affected.types.ts'
import { Appointment } from './appointment.types.ts'

@Resolver(() => Appointment)
export class AffectedAppointmentsResolver {
  @Directive('@listSize(assumedSize: 50)')
  @Query(() => [Appointment], {
    description:
      'The appointments that have not started and that a change of roster, leave or closure would leave without their vet or outside the opening hours, by start; of the first 500 that it is about. Needs `roster:write`.',
  })
  affectedAppointments(
    @Arg('input', () => AffectedAppointmentsInput, { description: 'The change.' })
    input: AffectedAppointmentsInput,
    @Ctx() ctx: Context,
  ): Promise<Appointment[]> {
    return listAffected(ctx, input)
  }

  @Mutation(() => [MovedAppointment], {
    description:
      'Moves appointments to another vet or day, each on its own: one that cannot be moved stays as it was and says why. One result each, in the order in which they were given.',
  })
  moveAppointments(
    @Arg('input', () => MoveAppointmentsInput, { description: 'Which ones, and where to.' })
    input: MoveAppointmentsInput,
    @Ctx() ctx: Context,
  ): Promise<MovedAppointment[]> {
    return moveAppointments(ctx, input)
  }
}
