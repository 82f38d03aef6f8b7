import { LimitedAs } from '@vetgraph/kit/access/attempts'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { findAppointmentType } from '../appointment-types/appointment-type.service.ts'
import { AppointmentType } from '../appointment-types/appointment-type.types.ts'
import { Location, Pet, User } from '../refs/stubs.ts'
import { acceptSlotOffer, offerSlot, openSlotOffer } from './slot-offer.service.ts'
import { addToWaitlist, listOffers, listWaitlist, removeFromWaitlist } from './waitlist.service.ts'
import {
  AddToWaitlistInput,
  FreedTimeInput,
  OfferSlotInput,
  OpenedSlotOffer,
  RemoveFromWaitlistInput,
  SlotOffer,
  WaitlistEntry,
} from './waitlist.types.ts'

const token = { description: 'What stands behind `#` in its address.' }

@Resolver(() => WaitlistEntry)
export class WaitlistResolver {
  @Directive('@listSize(assumedSize: 50)')
  @Query(() => [WaitlistEntry], {
    description:
      'Who waits for a time at a location, the longest first; at most 200, without those whose last day is over or whose pet is no active patient.',
  })
  waitlist(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Arg('freed', () => FreedTimeInput, {
      nullable: true,
      description: 'Only those whom this time suits and for whom it is long enough.',
    })
    freed: FreedTimeInput | null,
    @Ctx() ctx: Context,
  ): Promise<WaitlistEntry[]> {
    return listWaitlist(ctx, locationId, freed)
  }

  @Mutation(() => WaitlistEntry, { description: 'Puts a pet on the waitlist of a location.' })
  addToWaitlist(
    @Arg('input', () => AddToWaitlistInput, { description: 'The pet and the times that suit.' })
    input: AddToWaitlistInput,
    @Ctx() ctx: Context,
  ): Promise<WaitlistEntry> {
    return addToWaitlist(ctx, input)
  }

  @Mutation(() => WaitlistEntry, {
    description: 'Takes a pet off the waitlist; its offers cannot be accepted any more.',
  })
  removeFromWaitlist(
    @Arg('input', () => RemoveFromWaitlistInput, { description: 'The entry.' })
    input: RemoveFromWaitlistInput,
    @Ctx() ctx: Context,
  ): Promise<WaitlistEntry> {
    return removeFromWaitlist(ctx, input)
  }

  @Mutation(() => SlotOffer, {
    description:
      'Offers a free time to an entry, by e-mail to the owner with a link. The time is not held: the first who accepts has it. CONFLICT if it is taken or the owner has no e-mail address.',
  })
  offerSlot(
    @Arg('input', () => OfferSlotInput, { description: 'The entry and the time.' }) input: OfferSlotInput,
    @Ctx() ctx: Context,
  ): Promise<SlotOffer> {
    return offerSlot(ctx, input)
  }

  @LimitedAs('link')
  @Mutation(() => OpenedSlotOffer, {
    description:
      'The offered time, for whoever has the link. NOT_FOUND at `token`, also once the pet has another owner; CONFLICT at `token` once the offer has ended.',
  })
  openSlotOffer(
    @Arg('token', () => String, token) token: string,
    @Ctx() ctx: Context,
  ): Promise<OpenedSlotOffer> {
    return openSlotOffer(ctx, token)
  }

  @LimitedAs('link')
  @Mutation(() => OpenedSlotOffer, {
    description:
      'Books the offered time, for whoever has the link. NOT_FOUND at `token`, also once the pet has another owner; CONFLICT at `token` when the offer has ended or was accepted, at `startsAt` when the time is taken.',
  })
  acceptSlotOffer(
    @Arg('token', () => String, token) token: string,
    @Ctx() ctx: Context,
  ): Promise<OpenedSlotOffer> {
    return acceptSlotOffer(ctx, token)
  }

  @FieldResolver(() => Pet, {
    nullable: true,
    description: 'The pet; null while its subgraph is unavailable.',
  })
  pet(@Root() entry: WaitlistEntry): Pet {
    return { id: entry.petId }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'The vet who is wished; null for any, and while its subgraph is unavailable.',
  })
  vet(@Root() entry: WaitlistEntry): User | null {
    return entry.vetId === null ? null : { id: entry.vetId }
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'The location; null while its subgraph is unavailable.',
  })
  location(@Root() entry: WaitlistEntry): Location {
    return { id: entry.locationId }
  }

  @FieldResolver(() => AppointmentType, { description: 'The type of appointment.' })
  type(@Root() entry: WaitlistEntry, @Ctx() ctx: Context): Promise<AppointmentType | null> {
    return findAppointmentType(ctx, entry.typeId)
  }

  @Directive('@listSize(assumedSize: 5)')
  @FieldResolver(() => [SlotOffer], { description: 'What was offered by e-mail, the first offer first.' })
  offers(@Root() entry: WaitlistEntry, @Ctx() ctx: Context): Promise<SlotOffer[]> {
    return listOffers(ctx, entry.id)
  }
}
