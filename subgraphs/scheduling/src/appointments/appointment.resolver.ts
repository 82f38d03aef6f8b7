import type { Context } from '@vetgraph/kit/context'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { minutesBetween } from '@vetgraph/kit/time'
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql'
import { findAppointmentType } from '../appointment-types/appointment-type.service.ts'
import { AppointmentType } from '../appointment-types/appointment-type.types.ts'
import { findVet } from '../refs/refs.service.ts'
import { Location, Pet, User } from '../refs/stubs.ts'
import { findEquipment } from '../equipment/equipment.service.ts'
import { Equipment } from '../equipment/equipment.types.ts'
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
} from './appointment.types.ts'
import { type CalendarPage, readCalendar } from './calendar.service.ts'
import { forStaff, listHistory } from './history.service.ts'
import { allowedActions } from './progress.service.ts'
import { NextSlot, Slot } from './slot.types.ts'
import { findNextSlot, listFreeSlots } from './slots.service.ts'

@Resolver(() => Appointment)
export class AppointmentResolver {
  @Query(() => Appointment, {
    nullable: true,
    description: 'An appointment by id; null if there is none that the viewer may see.',
  })
  appointment(
    @Arg('id', () => ID, { description: 'The appointment’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Appointment | null> {
    return findAppointment(ctx, id)
  }

  @Query(() => AppointmentConnection, { description: 'Appointments by start, earliest first.' })
  async appointments(
    @Args(() => AppointmentListArgs) args: AppointmentListArgs,
    @Ctx() ctx: Context,
  ): Promise<AppointmentConnection> {
    return new AppointmentConnection(await listAppointments(ctx, args, args.filter))
  }

  @Query(() => [Appointment], {
    description: 'The next appointments that have not been cancelled, from now on, by start.',
  })
  upcomingAppointments(
    @Arg('first', () => Int, { defaultValue: 10, description: 'The maximum number to return, 1 to 50.' })
    first: number,
    @Arg('locationId', () => ID, { nullable: true, description: 'Only appointments at this location.' })
    locationId: string | undefined,
    @Arg('vetId', () => ID, { nullable: true, description: 'Only appointments with this vet.' })
    vetId: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<Appointment[]> {
    return listUpcoming(ctx, { first, locationId, vetId })
  }

  @Query(() => Calendar, {
    description: 'The calendar of a location: the appointments and a column for each vet.',
  })
  calendar(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Arg('date', () => CalendarDate, { description: 'First day, in the location’s time zone.' }) date: string,
    @Arg('days', () => Int, { defaultValue: 1, description: 'The number of days, 1 to 7.' }) days: number,
    @Ctx() ctx: Context,
  ): Promise<CalendarPage> {
    return readCalendar(ctx, locationId, date, days)
  }

  @Directive('@cost(weight: 10)')
  @Directive('@listSize(assumedSize: 50)')
  @Query(() => [Slot], { description: 'The free times for an appointment, by start.' })
  availableSlots(
    @Arg('input', () => AvailableSlotsInput, { description: 'The search.' }) input: AvailableSlotsInput,
    @Ctx() ctx: Context,
  ): Promise<Slot[]> {
    return listFreeSlots(ctx, input)
  }

  @Directive('@cost(weight: 20)')
  @Query(() => NextSlot, {
    description:
      'The first free time of the days asked for; if there is none, why, and the first one of the twelve weeks after them.',
  })
  nextAvailableSlot(
    @Arg('input', () => AvailableSlotsInput, { description: 'The search, as for `availableSlots`.' })
    input: AvailableSlotsInput,
    @Ctx() ctx: Context,
  ): Promise<NextSlot> {
    return findNextSlot(ctx, input)
  }

  @FieldResolver(() => Pet, {
    nullable: true,
    description:
      'The pet; null for a walk-in whose patient is not known yet, and while its subgraph is unavailable.',
  })
  pet(@Root() visit: Appointment): Pet | null {
    return visit.petId === null ? null : { id: visit.petId }
  }

  @Directive('@provides(fields: "name")')
  @Shared()
  @FieldResolver(() => User, {
    nullable: true,
    description: 'The vet; null while its subgraph is unavailable.',
  })
  vet(@Root() visit: VisitShown, @Ctx() ctx: Context): User | Promise<User | null> {
    return visit.vet ? { id: visit.vetId, name: visit.vet.name } : findVet(ctx, visit.vetId)
  }

  @Shared()
  @FieldResolver(() => Location, {
    nullable: true,
    description: 'The location; null while its subgraph is unavailable.',
  })
  location(@Root() visit: Appointment): Location {
    return { id: visit.locationId }
  }

  @Shared()
  @FieldResolver(() => Room, { nullable: true, description: 'The room; null if none is assigned.' })
  room(@Root() visit: VisitShown, @Ctx() ctx: Context): Room | Promise<Room | null> | null {
    return visit.room ?? (visit.roomId === null ? null : findRoom(ctx, visit.roomId))
  }

  @Shared()
  @FieldResolver(() => [Equipment], { description: 'The equipment that it uses, in the order of the type.' })
  async equipment(@Root() { equipmentIds }: Appointment, @Ctx() ctx: Context): Promise<Equipment[]> {
    const pieces = await Promise.all(equipmentIds.map((id) => findEquipment(ctx, id)))
    return pieces.filter((piece) => piece !== null)
  }

  @Shared()
  @FieldResolver(() => AppointmentType, { description: 'The type of appointment.' })
  type(@Root() visit: VisitShown, @Ctx() ctx: Context): AppointmentType | Promise<AppointmentType | null> {
    return visit.type ?? findAppointmentType(ctx, visit.typeId)
  }

  @FieldResolver(() => Int, { description: 'Duration in minutes.' })
  durationMinutes(@Root() visit: Appointment): number {
    return minutesBetween(visit)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Internal notes for staff; null for pet owners, and if there are none.',
  })
  notes(@Root() visit: Appointment, @Ctx() ctx: Context): string | null {
    return forStaff(ctx, visit, visit.notes)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The reason for the cancellation; null if it was not cancelled, and for pet owners.',
  })
  cancellationReason(@Root() visit: Appointment, @Ctx() ctx: Context): string | null {
    return forStaff(ctx, visit, visit.cancellationReason)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The reason why the pet has another appointment at the same time; null if it has none, and for pet owners.',
  })
  overlapReason(@Root() visit: Appointment, @Ctx() ctx: Context): string | null {
    return forStaff(ctx, visit, visit.overlapReason)
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'The user who booked it; null if the system did, and while its subgraph is unavailable.',
  })
  bookedBy(@Root() visit: Appointment): User | null {
    return visit.bookedBy === null ? null : { id: visit.bookedBy }
  }

  @Shared()
  @FieldResolver(() => [AppointmentAction], { description: 'The actions that the viewer may take now.' })
  allowedActions(@Root() visit: Appointment, @Ctx() ctx: Context): AppointmentAction[] {
    return allowedActions(ctx, visit)
  }

  @FieldResolver(() => [AppointmentHistoryEntry], {
    description: 'The steps of the appointment, oldest first.',
  })
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
  @Shared()
  @FieldResolver(() => User, {
    nullable: true,
    description: 'The free vet; null while its subgraph is unavailable.',
  })
  vet(@Root() { vetId }: Slot, @Ctx() ctx: Context): Promise<User | null> {
    return findVet(ctx, vetId)
  }
}

@Resolver(() => CalendarColumn)
export class CalendarColumnResolver {
  @Directive('@provides(fields: "name")')
  @Shared()
  @FieldResolver(() => User, {
    nullable: true,
    description: 'The vet; null while its subgraph is unavailable.',
  })
  vet(@Root() { vetId }: CalendarColumn, @Ctx() ctx: Context): Promise<User | null> {
    return findVet(ctx, vetId)
  }
}

@Resolver(() => AppointmentHistoryEntry)
export class AppointmentHistoryResolver {
  @FieldResolver(() => User, {
    nullable: true,
    description: 'The user who did it; null if the system did, and while its subgraph is unavailable.',
  })
  actor(@Root() entry: AppointmentHistoryEntry): User | null {
    return entry.actorId === null ? null : { id: entry.actorId }
  }
}

@Resolver(() => AppointmentPlace)
export class AppointmentPlaceResolver {
  @Directive('@provides(fields: "name")')
  @Shared()
  @FieldResolver(() => User, {
    nullable: true,
    description: 'The vet; null while its subgraph is unavailable.',
  })
  vet(@Root() { vetId }: AppointmentPlace, @Ctx() ctx: Context): Promise<User | null> {
    return findVet(ctx, vetId)
  }

  @Shared()
  @FieldResolver(() => Room, { nullable: true, description: 'The room; null if none was assigned.' })
  room(@Root() { roomId }: AppointmentPlace, @Ctx() ctx: Context): Promise<Room | null> | null {
    return roomId === null ? null : findRoom(ctx, roomId)
  }
}
