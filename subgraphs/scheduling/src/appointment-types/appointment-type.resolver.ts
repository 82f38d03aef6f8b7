import type { Context } from '@vetgraph/kit/context'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { hears } from '@vetgraph/kit/work/signals'
import { Arg, Ctx, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql'
import {
  type AppointmentTypeSignal,
  createAppointmentType,
  getAppointmentType,
  listAppointmentTypes,
  updateAppointmentType,
  watchAppointmentTypes,
} from './appointment-type.service.ts'
import {
  AppointmentType,
  CreateAppointmentTypeInput,
  UpdateAppointmentTypeInput,
} from './appointment-type.types.ts'

@Resolver(() => AppointmentType)
export class AppointmentTypeResolver {
  @Query(() => [AppointmentType], { description: 'The appointment types, by name.' })
  appointmentTypes(
    @Arg('withRetired', () => Boolean, {
      defaultValue: false,
      description: 'Whether to include retired types.',
    })
    withRetired: boolean,
    @Ctx() ctx: Context,
  ): Promise<AppointmentType[]> {
    return listAppointmentTypes(ctx, withRetired)
  }

  @Mutation(() => AppointmentType, {
    description:
      'Adds an appointment type. A repeated request with the same Idempotency-Key returns the first one.',
  })
  createAppointmentType(
    @Arg('input', () => CreateAppointmentTypeInput, { description: 'What is offered.' })
    input: CreateAppointmentTypeInput,
    @Ctx() ctx: Context,
  ): Promise<AppointmentType> {
    return createAppointmentType(ctx, input)
  }

  @Mutation(() => AppointmentType, {
    description:
      'Changes, retires or brings back an appointment type. Booked appointments keep their duration and buffers.',
  })
  updateAppointmentType(
    @Arg('input', () => UpdateAppointmentTypeInput, { description: 'The fields to change.' })
    input: UpdateAppointmentTypeInput,
    @Ctx() ctx: Context,
  ): Promise<AppointmentType> {
    return updateAppointmentType(ctx, input)
  }

  @Shared()
  @Subscription(() => AppointmentType, {
    description: 'The appointment types as they are added and changed.',
    subscribe: hears(watchAppointmentTypes),
  })
  appointmentTypeChanged(
    @Root() { typeId }: AppointmentTypeSignal,
    @Ctx() ctx: Context,
  ): Promise<AppointmentType> {
    return getAppointmentType(ctx, typeId)
  }
}
