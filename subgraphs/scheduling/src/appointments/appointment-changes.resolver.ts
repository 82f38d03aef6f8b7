import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/live'
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

const visitId = { description: 'Which visit.' }

@Resolver(() => AppointmentChange)
export class AppointmentChangesResolver {
  @Mutation(() => Appointment, {
    description:
      'Books a visit. A taken time is a CONFLICT with `alternatives`; `taken` says of whom, and when it is the patient, `clash` which visit stands there. Send an `Idempotency-Key` so that a repetition books nothing twice.',
  })
  bookAppointment(
    @Arg('input', () => BookAppointmentInput, { description: 'The visit.' }) input: BookAppointmentInput,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return bookAppointment(ctx, input)
  }

  @Mutation(() => Appointment, {
    description:
      'Moves a visit that has not begun to another time, vet or room. A new time has to be confirmed again. A taken time is a CONFLICT as in `bookAppointment`.',
  })
  rescheduleAppointment(
    @Arg('input', () => RescheduleAppointmentInput, { description: 'Where it moves to.' })
    input: RescheduleAppointmentInput,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return rescheduleAppointment(ctx, input)
  }

  @Mutation(() => Appointment, { description: 'Changes reason or notes of a visit.' })
  updateAppointment(
    @Arg('input', () => UpdateAppointmentInput, { description: 'What to change.' })
    input: UpdateAppointmentInput,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return updateAppointment(ctx, input)
  }

  @Mutation(() => Appointment, {
    description:
      'Calls a visit off; its time is free again at once. Within 24 hours of the start it counts as late.',
  })
  cancelAppointment(
    @Arg('input', () => CancelAppointmentInput, { description: 'Which, and why.' })
    input: CancelAppointmentInput,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return cancelAppointment(ctx, input)
  }

  @Mutation(() => Appointment, { description: 'The client said that they will come.' })
  confirmAppointment(@Arg('id', () => ID, visitId) id: string, @Ctx() ctx: Context): Promise<Appointment> {
    return advance(ctx, id, AppointmentAction.CONFIRM)
  }

  @Mutation(() => Appointment, { description: 'The client has arrived.' })
  checkInAppointment(
    @Arg('id', () => ID, visitId) id: string,
    @Arg('otherDayReason', () => String, otherDay) otherDayReason: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return advance(ctx, id, AppointmentAction.CHECK_IN, otherDayReason)
  }

  @Mutation(() => Appointment, { description: 'The arrived client is shown to a room.' })
  roomAppointment(
    @Arg('input', () => RoomAppointmentInput, { description: 'Which visit, and which room.' })
    input: RoomAppointmentInput,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return roomAppointment(ctx, input)
  }

  @Mutation(() => Appointment, { description: 'The examination begins.' })
  startAppointment(
    @Arg('id', () => ID, visitId) id: string,
    @Arg('otherDayReason', () => String, otherDay) otherDayReason: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return advance(ctx, id, AppointmentAction.START, otherDayReason)
  }

  @Mutation(() => Appointment, {
    description: 'The work is done: the visit is READY to be checked out and its invoice is drafted.',
  })
  completeAppointment(
    @Arg('id', () => ID, visitId) id: string,
    @Arg('otherDayReason', () => String, otherDay) otherDayReason: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return advance(ctx, id, AppointmentAction.COMPLETE, otherDayReason)
  }

  @Mutation(() => Appointment, { description: 'The client goes home.' })
  checkOutAppointment(@Arg('id', () => ID, visitId) id: string, @Ctx() ctx: Context): Promise<Appointment> {
    return advance(ctx, id, AppointmentAction.CHECK_OUT)
  }

  @Mutation(() => Appointment, { description: 'Nobody came. Not possible before the start.' })
  markNoShow(
    @Arg('id', () => ID, visitId) id: string,
    @Arg('reason', () => String, {
      nullable: true,
      description: 'What is known of why; at most 500 characters.',
    })
    reason: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return markNoShow(ctx, id, reason)
  }

  @Mutation(() => Appointment, {
    description: 'Takes the latest step back, a cancellation too when the time is still free.',
  })
  undoAppointmentStatus(
    @Arg('id', () => ID, visitId) id: string,
    @Arg('version', () => Int, {
      description: 'The version you saw; CONFLICT when it is no longer the latest.',
    })
    version: number,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return undoAppointmentStatus(ctx, id, version)
  }

  @Subscription(() => AppointmentChange, {
    description: 'Every change of the visits that the viewer may see, as it happens.',
    subscribe: hears(hearAppointments),
  })
  appointmentChanged(
    @Root() change: AppointmentSignal,
    @Arg('filter', () => AppointmentChangeFilter, { nullable: true, description: 'Which changes.' })
    _filter: AppointmentChangeFilter | null,
  ): Omit<AppointmentChange, 'at'> {
    return change
  }

  @FieldResolver(() => Appointment, { description: 'The visit as it is now.' })
  appointment(@Root() change: AppointmentChange, @Ctx() ctx: Context): Promise<Appointment> {
    return getShown(ctx, change.appointmentId)
  }
}
