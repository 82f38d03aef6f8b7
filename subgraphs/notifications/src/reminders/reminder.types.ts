import { Id, Text, Version } from '@vetgraph/kit/fields'
import { connectionOf } from '@vetgraph/kit/reads/connection'
import { CalendarDate, TimeOfDay } from '@vetgraph/kit/scalars'
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { MessageChannel } from '../message-templates/message-template.types.ts'
import { MessageStatus, NotSentReason, ReminderKind } from './reminder.table.ts'

registerEnumType(ReminderKind, {
  name: 'ReminderKind',
  description: 'What clients are reminded of.',
  valuesConfig: {
    APPOINTMENT: { description: 'A booked visit.' },
    VACCINATION: { description: 'The next dose of a vaccination protocol.' },
  },
})

registerEnumType(MessageStatus, {
  name: 'MessageStatus',
  description: 'What was decided about a message.',
  valuesConfig: {
    PLANNED: { description: 'It will be checked and sent at its time.' },
    SENT: {
      description: 'It was written and put into the outbox: `Message.delivery` says whether it arrived.',
    },
    NOT_SENT: { description: 'A check decided against it: `Message.reason` says which.' },
    STOPPED: { description: 'Somebody stopped it.' },
  },
})

registerEnumType(NotSentReason, {
  name: 'NotSentReason',
  description: 'Why a message was not sent.',
  valuesConfig: {
    BOOKED_INSIDE_WINDOW: { description: 'The visit was booked or moved later than the reminder was due.' },
    ENDED: { description: 'The visit was cancelled or has begun, or the dose was given or declined.' },
    MOVED: { description: 'It is due at another time now.' },
    ALREADY_BOOKED: { description: 'The patient has a visit booked already.' },
    PATIENT_INACTIVE: { description: 'The patient has died, moved away or comes no more.' },
    OWNER_INACTIVE: { description: 'The client is archived.' },
    NO_ADDRESS: { description: 'The client has no e-mail address.' },
    NO_CONSENT: { description: 'The client has not agreed, or has withdrawn the consent.' },
    TOO_LATE: { description: 'It could not be sent in time.' },
  },
})

@ObjectType({ description: 'A rule by which clients are reminded.' })
export class ReminderRule {
  @Id()
  id!: string

  @Field(() => String, { description: 'Its name.' })
  name!: string

  @Field(() => ReminderKind, { description: 'What it reminds of.' })
  kind!: ReminderKind

  @Field(() => [Int], {
    description: 'On how many days before (negative) or after what is due a message is sent, in order.',
  })
  steps!: number[]

  @Field(() => TimeOfDay, { description: 'At what time, by the clock of the location.' })
  timeOfDay!: string

  @Field(() => MessageChannel, { description: 'By which channel.' })
  channel!: MessageChannel

  @Field(() => [ID], { description: 'For patients of these species; of all if empty.' })
  speciesIds!: string[]

  @Field(() => [ID], { description: 'For what is due at these locations; at all if empty.' })
  locationIds!: string[]

  @Field(() => Boolean, { description: 'Whether it plans messages.' })
  active!: boolean

  @Version()
  version!: number
}

@InputType({ description: 'A rule as it is to be.' })
export class SaveReminderRuleInput {
  @Field(() => ID, { nullable: true, description: 'The rule to be changed; a new one if omitted.' })
  id?: string | null

  @Field(() => Int, {
    nullable: true,
    description:
      'The version that the change is based on; needed with `id`. CONFLICT if it is not the latest.',
  })
  version?: number | null

  @Text({ description: 'Its name.', max: 80 })
  name!: string

  @Field(() => ReminderKind, { description: 'What it reminds of.' })
  kind!: ReminderKind

  @Field(() => [Int], {
    description:
      '1 to 6 numbers of days before (negative) or after what is due, up to a year; only before a visit.',
  })
  steps!: number[]

  @Field(() => TimeOfDay, { description: 'By the clock of the location, from 08:00 to before 20:00.' })
  timeOfDay!: string

  @Field(() => MessageChannel, { description: 'By which channel.' })
  channel!: MessageChannel

  @Field(() => [ID], { description: 'For patients of these species; of all if empty.' })
  speciesIds!: string[]

  @Field(() => [ID], { description: 'For what is due at these locations; at all if empty.' })
  locationIds!: string[]

  @Field(() => Boolean, { description: 'Whether it plans messages.' })
  active!: boolean
}

@ObjectType({ description: 'A message to a client: one step of a reminder for one patient.' })
export class Message {
  @Id()
  id!: string

  @Field(() => ReminderKind, { description: 'What it reminds of.' })
  kind!: ReminderKind

  @Field(() => String, { description: 'The patient’s name when it was planned.' })
  petName!: string

  @Field(() => String, { description: 'The type of the visit, or the vaccination protocol.' })
  what!: string

  @Field(() => CalendarDate, { description: 'The calendar day at the location on which it is due.' })
  dueOn!: string

  @Field(() => Date, { nullable: true, description: 'The start of the visit; null for a vaccination.' })
  dueAt!: Date | null

  @Field(() => Int, { description: 'How many days before (negative) or after what is due it is sent.' })
  step!: number

  @Field(() => Date, { description: 'When it is to be sent; display it in the location’s time zone.' })
  sendAt!: Date

  @Field(() => MessageStatus, { description: 'What was decided.' })
  status!: MessageStatus

  @Field(() => NotSentReason, {
    nullable: true,
    description: 'Why it was not sent; null if it was or will be.',
  })
  reason!: NotSentReason | null

  @Field(() => Date, { nullable: true, description: 'When that was decided; null while it is planned.' })
  decidedAt!: Date | null

  ownerId!: string
  petId!: string
  locationId!: string
  mailId!: string | null
}

@ObjectType('MessageConnection', { description: 'A page of messages.' })
export class MessageConnection extends connectionOf(() => Message, 'Message', 'messages') {}

@InputType({ description: 'Filters of the list of messages; all if omitted.' })
export class MessageFilter {
  @Field(() => MessageStatus, { nullable: true, description: 'Only messages of which this was decided.' })
  status?: MessageStatus | null

  @Field(() => ID, { nullable: true, description: 'Only messages to this owner.' })
  ownerId?: string | null
}

@ObjectType({ description: 'Why a message is sent or not.' })
export class MessageExplanation {
  @Field(() => Message, { description: 'The message.' })
  message!: Message

  @Field(() => String, { description: 'The rule that planned it.' })
  rule!: string

  @Field(() => String, { description: 'What it reminds of.' })
  facts!: string

  @Field(() => String, { description: 'The check that decided.' })
  decision!: string
}
