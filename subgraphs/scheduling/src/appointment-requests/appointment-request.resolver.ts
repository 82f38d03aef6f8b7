import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/work/signals'
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql'
import { findAppointmentType } from '../appointment-types/appointment-type.service.ts'
import { AppointmentType } from '../appointment-types/appointment-type.types.ts'
import { findAppointment } from '../appointments/appointment.service.ts'
import { Appointment } from '../appointments/appointment.types.ts'
import { findVet } from '../refs/refs.service.ts'
import { Location, Pet, User } from '../refs/stubs.ts'
import {
  findRequest,
  getRequest,
  hearRequests,
  listRequests,
  requestAppointment,
} from './appointment-request.service.ts'
import {
  AppointmentRequest,
  AppointmentRequestChange,
  AppointmentRequestChangeFilter,
  AppointmentRequestConnection,
  AppointmentRequestListArgs,
  DecideAppointmentRequestInput,
  RequestAppointmentInput,
  WithdrawAppointmentRequestInput,
} from './appointment-request.types.ts'
import { decideAppointmentRequest, withdrawAppointmentRequest } from './decide.service.ts'

@Resolver(() => AppointmentRequest)
export class AppointmentRequestResolver {
  @Query(() => AppointmentRequestConnection, {
    description:
      'The appointments that owners have asked for at a location and nobody has decided, the oldest first. Needs `appointment:book`.',
  })
  async appointmentRequests(
    @Args(() => AppointmentRequestListArgs) args: AppointmentRequestListArgs,
    @Ctx() ctx: Context,
  ): Promise<AppointmentRequestConnection> {
    return new AppointmentRequestConnection(await listRequests(ctx, args))
  }

  @Mutation(() => AppointmentRequest, {
    description:
      'An owner asks for an appointment of an own pet, which staff book or refuse. Nothing is booked before that. One request of each pet waits: a later one takes its place. NOT_FOUND for another household’s pet, BAD_USER_INPUT for emergencies and for a day that is past.',
  })
  requestAppointment(
    @Arg('input', () => RequestAppointmentInput, { description: 'What is asked for.' })
    input: RequestAppointmentInput,
    @Ctx() ctx: Context,
  ): Promise<AppointmentRequest> {
    return requestAppointment(ctx, input)
  }

  @Mutation(() => AppointmentRequest, {
    description:
      'The owner who asked for an appointment does not want it any more. CONFLICT if it was decided or changed meanwhile, NOT_FOUND for what somebody else has asked for.',
  })
  withdrawAppointmentRequest(
    @Arg('input', () => WithdrawAppointmentRequestInput, { description: 'The request.' })
    input: WithdrawAppointmentRequestInput,
    @Ctx() ctx: Context,
  ): Promise<AppointmentRequest> {
    return withdrawAppointmentRequest(ctx, input)
  }

  @Mutation(() => AppointmentRequest, {
    description:
      'Books an appointment for a request, or refuses it; the owner is told by e-mail. CONFLICT if it was decided or changed meanwhile, if the pet has another owner now, and as in `bookAppointment` if the time is taken.',
  })
  decideAppointmentRequest(
    @Arg('input', () => DecideAppointmentRequestInput, { description: 'The decision.' })
    input: DecideAppointmentRequestInput,
    @Ctx() ctx: Context,
  ): Promise<AppointmentRequest> {
    return decideAppointmentRequest(ctx, input)
  }

  @Subscription(() => AppointmentRequestChange, {
    description:
      'Requests for appointments as they are made, changed or decided: for staff those of their locations, for owners their own.',
    subscribe: hears(hearRequests),
  })
  appointmentRequestChanged(
    @Root() { requestId }: { requestId: string },
    @Arg('filter', () => AppointmentRequestChangeFilter, {
      nullable: true,
      description: 'Filters; all requests that the viewer may see if omitted.',
    })
    _filter: AppointmentRequestChangeFilter | null,
    @Ctx() ctx: Context,
  ): Promise<AppointmentRequestChange> {
    return getRequest(ctx, requestId).then((request) => ({ request }))
  }

  @FieldResolver(() => Pet, {
    nullable: true,
    description: 'The pet; null while its subgraph is unavailable.',
  })
  pet(@Root() request: AppointmentRequest): Pet {
    return { id: request.petId }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'The vet who is wished; null for any, and while its subgraph is unavailable.',
  })
  vet(@Root() request: AppointmentRequest, @Ctx() ctx: Context): Promise<User | null> | null {
    return request.vetId === null ? null : findVet(ctx, request.vetId)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'The location; null while its subgraph is unavailable.',
  })
  location(@Root() request: AppointmentRequest): Location {
    return { id: request.locationId }
  }

  @FieldResolver(() => AppointmentType, { description: 'The type of appointment.' })
  type(@Root() request: AppointmentRequest, @Ctx() ctx: Context): Promise<AppointmentType | null> {
    return findAppointmentType(ctx, request.typeId)
  }

  @FieldResolver(() => Appointment, {
    nullable: true,
    description: 'What was booked; null while it waits, and if it was refused.',
  })
  appointment(@Root() request: AppointmentRequest, @Ctx() ctx: Context): Promise<Appointment | null> | null {
    return request.appointmentId === null ? null : findAppointment(ctx, request.appointmentId)
  }
}

@Resolver(() => Pet)
export class PetAppointmentRequestResolver {
  @FieldResolver(() => AppointmentRequest, {
    nullable: true,
    description:
      'The appointment that was asked for last, waiting or decided; null if none, and for viewers who neither asked nor may book at its location.',
  })
  appointmentRequest(@Root() { id }: Pet, @Ctx() ctx: Context): Promise<AppointmentRequest | null> {
    return findRequest(ctx, id)
  }
}
