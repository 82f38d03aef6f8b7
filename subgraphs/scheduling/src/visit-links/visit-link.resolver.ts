import { LimitedAs } from '@vetgraph/kit/access/attempts'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql'
import { cancelByLink, confirmByLink, openReminder } from './visit-link.service.ts'
import {
  CancelLinkedAppointmentInput,
  LinkedAppointment,
  LinkedAppointmentInput,
} from './visit-link.types.ts'

@Resolver(() => LinkedAppointment)
export class VisitLinkResolver {
  @LimitedAs('link')
  @Directive('@listSize(assumedSize: 5)')
  @Mutation(() => [LinkedAppointment], {
    description:
      'The appointments that a reminder was about, by start, for whoever has its link; without those whose pet has another owner now. NOT_FOUND at `token`.',
  })
  openReminder(
    @Arg('token', () => String, { description: 'What stands behind `#` in the address of the link.' })
    token: string,
    @Ctx() ctx: Context,
  ): Promise<LinkedAppointment[]> {
    return openReminder(ctx, token)
  }

  @LimitedAs('link')
  @Mutation(() => LinkedAppointment, {
    description:
      'Confirms an appointment, for whoever has the link of its reminder. NOT_FOUND at `token` or `appointmentId`; CONFLICT once it has begun or was cancelled. A repetition changes nothing.',
  })
  confirmLinkedAppointment(
    @Arg('input', () => LinkedAppointmentInput, { description: 'The link and the appointment.' })
    input: LinkedAppointmentInput,
    @Ctx() ctx: Context,
  ): Promise<LinkedAppointment> {
    return confirmByLink(ctx, input)
  }

  @LimitedAs('link')
  @Mutation(() => LinkedAppointment, {
    description:
      'Cancels an appointment, for whoever has the link of its reminder; less than the location’s `lateCancellationHours` before the start it counts as late. NOT_FOUND at `token` or `appointmentId`; CONFLICT once it has begun. A repetition changes nothing.',
  })
  cancelLinkedAppointment(
    @Arg('input', () => CancelLinkedAppointmentInput, { description: 'The link and the appointment.' })
    input: CancelLinkedAppointmentInput,
    @Ctx() ctx: Context,
  ): Promise<LinkedAppointment> {
    return cancelByLink(ctx, input)
  }
}
