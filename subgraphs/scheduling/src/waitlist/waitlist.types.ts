import { BasedOnVersion, Id, Text, Version } from '@vetgraph/kit/fields'
import { CalendarDate, TimeOfDay } from '@vetgraph/kit/scalars'
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { WaitlistStatus } from './waitlist.table.ts'

registerEnumType(WaitlistStatus, {
  name: 'WaitlistStatus',
  description: 'What became of an entry of the waitlist.',
  valuesConfig: {
    WAITING: { description: 'Waits for a time.' },
    BOOKED: { description: 'An offered time was accepted and is booked.' },
    REMOVED: { description: 'Taken off the list.' },
  },
})

@ObjectType({ description: 'A pet that waits for a free time, and which times suit.' })
export class WaitlistEntry {
  @Id()
  id!: string

  @Version()
  version!: number

  @Field(() => WaitlistStatus, { description: 'Whether it still waits.' })
  status!: WaitlistStatus

  @Field(() => CalendarDate, { description: 'The first day that suits, in the location’s time zone.' })
  firstDay!: string

  @Field(() => CalendarDate, { description: 'The last day that suits, included.' })
  lastDay!: string

  @Field(() => [Int], { description: 'The weekdays that suit, 1 for Monday to 7 for Sunday; empty for any.' })
  weekdays!: readonly number[]

  @Field(() => TimeOfDay, {
    nullable: true,
    description: 'The earliest start that suits, in the location’s local time; null for any.',
  })
  earliest!: string | null

  @Field(() => TimeOfDay, {
    nullable: true,
    description: 'The latest end that suits, in the location’s local time; null for any.',
  })
  latest!: string | null

  @Field(() => String, { nullable: true, description: 'The reason for the visit; null if none was given.' })
  note!: string | null

  @Field(() => Date, { description: 'Since when it waits.' })
  createdAt!: Date

  petId!: string
  typeId!: string
  vetId!: string | null
  locationId!: string
}

@ObjectType({ description: 'A free time that was offered to an entry of the waitlist by e-mail.' })
export class SlotOffer {
  @Id()
  id!: string

  @Field(() => Date, { description: 'Start of the offered time, an instant.' })
  startsAt!: Date

  @Field(() => Date, { description: 'End of the offered time, an instant, exclusive.' })
  endsAt!: Date

  @Field(() => Date, { description: 'Until when it can be accepted.' })
  expiresAt!: Date

  vetId!: string
}

@ObjectType({ description: 'An offered time, for whoever has the link to it.' })
export class OpenedSlotOffer {
  @Field(() => String, { description: 'The pet’s name.' })
  petName!: string

  @Field(() => String, { description: 'The appointment type.' })
  typeName!: string

  @Field(() => String, { description: 'The vet’s name.' })
  vetName!: string

  @Field(() => String, { description: 'The location’s name.' })
  locationName!: string

  @Field(() => String, { description: 'The location’s IANA time zone.' })
  timeZone!: string

  @Field(() => Date, { description: 'Start, an instant.' })
  startsAt!: Date

  @Field(() => Date, { description: 'Until when it can be accepted.' })
  expiresAt!: Date

  @Field(() => Boolean, { description: 'Whether it was accepted and is booked.' })
  accepted!: boolean
}

@InputType({ description: 'A pet that waits for a free time.' })
export class AddToWaitlistInput {
  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string

  @Field(() => ID, { description: 'The pet’s id; the pet must be active.' })
  petId!: string

  @Field(() => ID, { description: 'The id of the appointment type, which gives the duration.' })
  typeId!: string

  @Field(() => ID, { nullable: true, description: 'The vet who is wished; any if omitted.' })
  vetId?: string | null

  @Field(() => CalendarDate, { description: 'The first day that suits.' })
  firstDay!: string

  @Field(() => CalendarDate, { description: 'The last day that suits, included; at most 366 days.' })
  lastDay!: string

  @Field(() => [Int], {
    defaultValue: [],
    description: 'The weekdays that suit, 1 for Monday to 7 for Sunday; any if empty.',
  })
  weekdays!: number[]

  @Field(() => TimeOfDay, { nullable: true, description: 'The earliest start that suits; any if omitted.' })
  earliest?: string | null

  @Field(() => TimeOfDay, { nullable: true, description: 'The latest end that suits; any if omitted.' })
  latest?: string | null

  @Text({ description: 'The reason for the visit.', max: 500, nullable: true })
  note?: string | null
}

@InputType({ description: 'An entry to take off the waitlist.' })
export class RemoveFromWaitlistInput {
  @Field(() => ID, { description: 'The entry’s id.' })
  id!: string

  @BasedOnVersion()
  version!: number
}

@InputType({ description: 'A time that became free.' })
export class FreedTimeInput {
  @Field(() => ID, { description: 'The vet’s id.' })
  vetId!: string

  @Field(() => Date, { description: 'Start, an instant.' })
  startsAt!: Date

  @Field(() => Date, { description: 'End, an instant, exclusive.' })
  endsAt!: Date
}

@InputType({ description: 'A free time to offer by e-mail.' })
export class OfferSlotInput {
  @Field(() => ID, { description: 'The id of the entry of the waitlist.' })
  entryId!: string

  @Field(() => ID, { description: 'The vet’s id; the vet must be on duty and free.' })
  vetId!: string

  @Field(() => Date, { description: 'Start: an instant in the future, on a full five minutes.' })
  startsAt!: Date

  @Field(() => Int, {
    defaultValue: 4,
    description: 'For how many hours the link works, 1 to 72, but never beyond the start.',
  })
  validHours!: number
}
