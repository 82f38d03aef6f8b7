import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { findAppointmentType } from '../appointment-types/appointment-type.service.ts'
import { AppointmentType } from '../appointment-types/appointment-type.types.ts'
import { findVet } from '../refs/refs.service.ts'
import { Location, Pet, User } from '../refs/stubs.ts'
import { holdSlot, listHolds, releaseSlot } from './slot-hold.service.ts'
import { HoldSlotInput, SlotHold } from './slot-hold.types.ts'

@Resolver(() => SlotHold)
export class SlotHoldResolver {
  @Directive('@listSize(assumedSize: 20)')
  @Query(() => [SlotHold], {
    description: 'The times that are held at a location now, by start; at most 200.',
  })
  slotHolds(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Ctx() ctx: Context,
  ): Promise<SlotHold[]> {
    return listHolds(ctx, locationId)
  }

  @Mutation(() => SlotHold, {
    description:
      'Holds a free time for ten minutes: nobody else can book it, and the viewer books it by `bookAppointment` with `holdId`. A viewer holds one time: another one releases the one before. Owners hold times for their own pets, within the rules of the appointment type for online booking. CONFLICT as in `bookAppointment` if the time is taken or held.',
  })
  holdSlot(
    @Arg('input', () => HoldSlotInput, { description: 'The time.' }) input: HoldSlotInput,
    @Ctx() ctx: Context,
  ): Promise<SlotHold> {
    return holdSlot(ctx, input)
  }

  @Mutation(() => Boolean, {
    description: 'Releases a time that the viewer holds; whether it was still held.',
  })
  releaseSlot(
    @Arg('id', () => ID, { description: 'The hold’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return releaseSlot(ctx, id)
  }

  @FieldResolver(() => Pet, {
    nullable: true,
    description: 'The pet; null while its subgraph is unavailable.',
  })
  pet(@Root() hold: SlotHold): Pet {
    return { id: hold.petId }
  }

  @Directive('@provides(fields: "name")')
  @FieldResolver(() => User, {
    nullable: true,
    description: 'The vet; null while its subgraph is unavailable.',
  })
  vet(@Root() hold: SlotHold, @Ctx() ctx: Context): Promise<User | null> {
    return findVet(ctx, hold.vetId)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'The location; null while its subgraph is unavailable.',
  })
  location(@Root() hold: SlotHold): Location {
    return { id: hold.locationId }
  }

  @FieldResolver(() => AppointmentType, { description: 'The type of appointment.' })
  type(@Root() hold: SlotHold, @Ctx() ctx: Context): Promise<AppointmentType | null> {
    return findAppointmentType(ctx, hold.typeId)
  }
}
