import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/work/signals'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root, Subscription } from 'type-graphql'
import {
  AppointmentChangeFilter,
  BookAppointmentInput,
  CancelAppointmentInput,
  otherDay,
  RescheduleAppointmentInput,
  RoomAppointmentInput,
  UpdateAppointmentInput,
} from './appointment.inputs.ts'
import { Appointment, AppointmentAction, AppointmentChange } from './appointment.types.ts'
import { bookAppointment } from './book.service.ts'
import { type AppointmentSignal, hearAppointments } from './changes.service.ts'
import {
  advance,
  cancelAppointment,
  markNoShow,
  roomAppointment,
  undoAppointmentStatus,
} from './progress.service.ts'
import { getShown, rescheduleAppointment, updateAppointment } from './reschedule.service.ts'

const visitId = { description: 'The appointment’s id.' }

@Resolver(() => AppointmentChange)
export class AppointmentChangesResolver {
  @Mutation(() => Appointment, {
    description:
      'Books an appointment. Owners book for their own pets, within the rules of the appointment type for online booking: CONFLICT at `startsAt` with the rule `online_rules` beyond them. If the time is taken: CONFLICT with free `alternatives`; `taken` says whether the vet, room or pet is busy and, for the pet, `clash` names the other appointment. A repeated request with the same Idempotency-Key books only once.',
  })
  bookAppointment(
    @Arg('input', () => BookAppointmentInput, { description: 'The appointment’s details.' })
    input: BookAppointmentInput,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return bookAppointment(ctx, input)
  }

  @Mutation(() => Appointment, {
    description:
      'Moves an appointment that has not started to another time, vet or room. After a change of time it must be confirmed again. Owners move appointments of their own pets to other times, within the rules of the type for online booking. CONFLICT as in `bookAppointment` if the time is taken.',
  })
  rescheduleAppointment(
    @Arg('input', () => RescheduleAppointmentInput, { description: 'The new time, vet or room.' })
    input: RescheduleAppointmentInput,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return rescheduleAppointment(ctx, input)
  }

  @Mutation(() => Appointment, { description: 'Changes the reason or notes of an appointment.' })
  updateAppointment(
    @Arg('input', () => UpdateAppointmentInput, { description: 'The fields to change.' })
    input: UpdateAppointmentInput,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return updateAppointment(ctx, input)
  }

  @Mutation(() => Appointment, {
    description:
      'Cancels an appointment and frees its time at once. Owners cancel appointments of their own pets before the start. Less than the location’s `lateCancellationHours` before the start it counts as a late cancellation.',
  })
  cancelAppointment(
    @Arg('input', () => CancelAppointmentInput, { description: 'The appointment and the reason.' })
    input: CancelAppointmentInput,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return cancelAppointment(ctx, input)
  }

  @Mutation(() => Appointment, { description: 'The owner has confirmed the appointment.' })
  confirmAppointment(@Arg('id', () => ID, visitId) id: string, @Ctx() ctx: Context): Promise<Appointment> {
    return advance(ctx, id, AppointmentAction.CONFIRM)
  }

  @Mutation(() => Appointment, { description: 'Checks the owner in: the status becomes ARRIVED.' })
  checkInAppointment(
    @Arg('id', () => ID, visitId) id: string,
    @Arg('otherDayReason', () => String, otherDay) otherDayReason: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return advance(ctx, id, AppointmentAction.CHECK_IN, otherDayReason)
  }

  @Mutation(() => Appointment, {
    description: 'Takes the pet of an ARRIVED appointment to a room: the status becomes ROOMED.',
  })
  roomAppointment(
    @Arg('input', () => RoomAppointmentInput, { description: 'The appointment and the room.' })
    input: RoomAppointmentInput,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return roomAppointment(ctx, input)
  }

  @Mutation(() => Appointment, { description: 'Starts the examination: the status becomes IN_EXAM.' })
  startAppointment(
    @Arg('id', () => ID, visitId) id: string,
    @Arg('otherDayReason', () => String, otherDay) otherDayReason: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return advance(ctx, id, AppointmentAction.START, otherDayReason)
  }

  @Mutation(() => Appointment, {
    description: 'Completes the treatment: the status becomes READY and the invoice is drafted.',
  })
  completeAppointment(
    @Arg('id', () => ID, visitId) id: string,
    @Arg('otherDayReason', () => String, otherDay) otherDayReason: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return advance(ctx, id, AppointmentAction.COMPLETE, otherDayReason)
  }

  @Mutation(() => Appointment, { description: 'Checks the owner out: the status becomes CHECKED_OUT.' })
  checkOutAppointment(@Arg('id', () => ID, visitId) id: string, @Ctx() ctx: Context): Promise<Appointment> {
    return advance(ctx, id, AppointmentAction.CHECK_OUT)
  }

  @Mutation(() => Appointment, {
    description: 'Marks an appointment as missed (no-show). Not possible before its start.',
  })
  markNoShow(
    @Arg('id', () => ID, visitId) id: string,
    @Arg('reason', () => String, {
      nullable: true,
      description: 'The reason, if known; at most 500 characters.',
    })
    reason: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return markNoShow(ctx, id, reason)
  }

  @Mutation(() => Appointment, {
    description: 'Undoes the latest status change; a cancellation only if the time is still free.',
  })
  undoAppointmentStatus(
    @Arg('id', () => ID, visitId) id: string,
    @Arg('version', () => Int, {
      description: 'The version that the change is based on; CONFLICT if it is not the latest.',
    })
    version: number,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return undoAppointmentStatus(ctx, id, version)
  }

  @Shared()
  @Subscription(() => AppointmentChange, {
    description: 'Every change of an appointment that the viewer may see, as it happens.',
    subscribe: hears(hearAppointments),
  })
  appointmentChanged(
    @Root() change: AppointmentSignal,
    @Arg('filter', () => AppointmentChangeFilter, {
      nullable: true,
      description: 'Filters; all changes that the viewer may see if omitted.',
    })
    _filter: AppointmentChangeFilter | null,
  ): Omit<AppointmentChange, 'at'> {
    return change
  }

  @Shared()
  @FieldResolver(() => Appointment, { description: 'The appointment after the change.' })
  appointment(@Root() change: AppointmentChange, @Ctx() ctx: Context): Promise<Appointment> {
    return getShown(ctx, change.appointmentId)
  }
}
