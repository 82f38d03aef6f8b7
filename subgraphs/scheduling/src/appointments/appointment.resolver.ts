import type { Context } from '@vetgraph/kit/context'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { minutesBetween } from '@vetgraph/kit/time'
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql'
import { findAppointmentType } from '../appointment-types/appointment-type.service.ts'
import { AppointmentType } from '../appointment-types/appointment-type.types.ts'
import { findVet } from '../refs/refs.service.ts'
import { Location, Pet, User } from '../refs/stubs.ts'
import { findRoom } from '../rooms/room.service.ts'
import { Room } from '../rooms/room.types.ts'
import { AppointmentListArgs, AvailableSlotsInput } from './appointment.inputs.ts'
import { findAppointment, listAppointments, listUpcoming, type VisitShown } from './appointment.service.ts'
import {
  Appointment,
  AppointmentAction,
  AppointmentConnection,
  AppointmentHistoryEntry,
  AppointmentPlace,
  Calendar,
  CalendarColumn,
  Slot,
} from './appointment.types.ts'
import { type CalendarPage, readCalendar } from './calendar.service.ts'
import { forStaff, listHistory } from './history.service.ts'
import { allowedActions } from './progress.service.ts'
import { listFreeSlots } from './slots.service.ts'

@Resolver(() => Appointment)
export class AppointmentResolver {
  @Query(() => Appointment, {
    nullable: true,
    description: 'A visit by id; null when the viewer can see none.',
  })
  appointment(
    @Arg('id', () => ID, { description: 'The visit’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Appointment | null> {
    return findAppointment(ctx, id)
  }

  @Query(() => AppointmentConnection, { description: 'Visits by start, oldest first.' })
  async appointments(
    @Args(() => AppointmentListArgs) args: AppointmentListArgs,
    @Ctx() ctx: Context,
  ): Promise<AppointmentConnection> {
    return new AppointmentConnection(await listAppointments(ctx, args, args.filter))
  }

  @Query(() => [Appointment], { description: 'The next visits that take place, from now on, by start.' })
  upcomingAppointments(
    @Arg('first', () => Int, { defaultValue: 10, description: 'How many at most, 1 to 50.' }) first: number,
    @Arg('locationId', () => ID, { nullable: true, description: 'Only at this location.' })
    locationId: string | undefined,
    @Arg('vetId', () => ID, { nullable: true, description: 'Only with this vet.' }) vetId: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<Appointment[]> {
    return listUpcoming(ctx, { first, locationId, vetId })
  }

  @Query(() => Calendar, { description: 'The diary of a location: columns by vet, and the visits.' })
  calendar(
    @Arg('locationId', () => ID, { description: 'Whose diary.' }) locationId: string,
    @Arg('date', () => CalendarDate, { description: 'The first day, in the location’s zone.' }) date: string,
    @Arg('days', () => Int, { defaultValue: 1, description: 'How many days, 1 to 7.' }) days: number,
    @Ctx() ctx: Context,
  ): Promise<CalendarPage> {
    return readCalendar(ctx, locationId, date, days)
  }

  @Directive('@cost(weight: 10)')
  @Directive('@listSize(assumedSize: 50)')
  @Query(() => [Slot], { description: 'The times at which such a visit could be booked now, by start.' })
  availableSlots(
    @Arg('input', () => AvailableSlotsInput, { description: 'What to look for.' }) input: AvailableSlotsInput,
    @Ctx() ctx: Context,
  ): Promise<Slot[]> {
    return listFreeSlots(ctx, input)
  }

  @FieldResolver(() => Pet, {
    nullable: true,
    description: 'The patient; null while its part of the system does not answer.',
  })
  pet(@Root() visit: Appointment): Pet {
    return { id: visit.petId }
  }

  @Directive('@provides(fields: "name")')
  @FieldResolver(() => User, {
    nullable: true,
    description: 'The vet; null while its part of the system does not answer.',
  })
  vet(@Root() visit: VisitShown, @Ctx() ctx: Context): User | Promise<User | null> {
    return visit.vet ? { id: visit.vetId, name: visit.vet.name } : findVet(ctx, visit.vetId)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'Where; null while its part of the system does not answer.',
  })
  location(@Root() visit: Appointment): Location {
    return { id: visit.locationId }
  }

  @FieldResolver(() => Room, { nullable: true, description: 'The room, when one is assigned.' })
  room(@Root() visit: VisitShown, @Ctx() ctx: Context): Room | Promise<Room | null> | null {
    return visit.room ?? (visit.roomId === null ? null : findRoom(ctx, visit.roomId))
  }

  @FieldResolver(() => AppointmentType, { description: 'What for.' })
  type(@Root() visit: VisitShown, @Ctx() ctx: Context): AppointmentType | Promise<AppointmentType | null> {
    return visit.type ?? findAppointmentType(ctx, visit.typeId)
  }

  @FieldResolver(() => Int, { description: 'Length in minutes.' })
  durationMinutes(@Root() visit: Appointment): number {
    return minutesBetween(visit)
  }

  @FieldResolver(() => String, { nullable: true, description: 'Remarks for staff; null for pet owners.' })
  notes(@Root() visit: Appointment, @Ctx() ctx: Context): string | null {
    return forStaff(ctx, visit, visit.notes)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why it was cancelled, in words for staff; null unless it was, and for pet owners.',
  })
  cancellationReason(@Root() visit: Appointment, @Ctx() ctx: Context): string | null {
    return forStaff(ctx, visit, visit.cancellationReason)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Why the patient has another visit at the same time; null when it has none, and for pet owners.',
  })
  overlapReason(@Root() visit: Appointment, @Ctx() ctx: Context): string | null {
    return forStaff(ctx, visit, visit.overlapReason)
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who booked it; null when the system did, and while its part of the system does not answer.',
  })
  bookedBy(@Root() visit: Appointment): User | null {
    return visit.bookedBy === null ? null : { id: visit.bookedBy }
  }

  @FieldResolver(() => [AppointmentAction], { description: 'What this viewer may do to it now.' })
  allowedActions(@Root() visit: Appointment, @Ctx() ctx: Context): AppointmentAction[] {
    return allowedActions(ctx, visit)
  }

  @FieldResolver(() => [AppointmentHistoryEntry], { description: 'Its steps, oldest first.' })
  history(
    @Root() visit: Appointment,
    @Ctx() ctx: Context,
  ): Promise<Array<Omit<AppointmentHistoryEntry, 'status'>>> {
    return listHistory(ctx, visit)
  }
}

@Resolver(() => Slot)
export class SlotResolver {
  @Directive('@provides(fields: "name")')
  @FieldResolver(() => User, {
    nullable: true,
    description: 'The vet who is free; null while its part of the system does not answer.',
  })
  vet(@Root() { vetId }: Slot, @Ctx() ctx: Context): Promise<User | null> {
    return findVet(ctx, vetId)
  }
}

@Resolver(() => CalendarColumn)
export class CalendarColumnResolver {
  @Directive('@provides(fields: "name")')
  @FieldResolver(() => User, {
    nullable: true,
    description: 'The vet; null while its part of the system does not answer.',
  })
  vet(@Root() { vetId }: CalendarColumn, @Ctx() ctx: Context): Promise<User | null> {
    return findVet(ctx, vetId)
  }
}

@Resolver(() => AppointmentHistoryEntry)
export class AppointmentHistoryResolver {
  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who; null when the system did, and while its part of the system does not answer.',
  })
  actor(@Root() entry: AppointmentHistoryEntry): User | null {
    return entry.actorId === null ? null : { id: entry.actorId }
  }
}

@Resolver(() => AppointmentPlace)
export class AppointmentPlaceResolver {
  @Directive('@provides(fields: "name")')
  @FieldResolver(() => User, {
    nullable: true,
    description: 'The vet; null while its part of the system does not answer.',
  })
  vet(@Root() { vetId }: AppointmentPlace, @Ctx() ctx: Context): Promise<User | null> {
    return findVet(ctx, vetId)
  }

  @FieldResolver(() => Room, { nullable: true, description: 'The room, when one was assigned.' })
  room(@Root() { roomId }: AppointmentPlace, @Ctx() ctx: Context): Promise<Room | null> | null {
    return roomId === null ? null : findRoom(ctx, roomId)
  }
}
