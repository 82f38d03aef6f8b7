import { Id, Text } from '@vetgraph/kit/fields'
import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { MessageStatus } from '../reminders/reminder.table.ts'
import { BulkMessagePurpose, LeftOutReason } from './bulk-message.table.ts'

export enum BulkMessageStatus {
  SENDING = 'SENDING',
  FINISHED = 'FINISHED',
  STOPPED = 'STOPPED',
}

registerEnumType(BulkMessageStatus, {
  name: 'BulkMessageStatus',
  description: 'How far a bulk message is.',
  valuesConfig: {
    SENDING: { description: 'Some clients have not been written to yet.' },
    FINISHED: { description: 'Every client was written to, or left out for a reason.' },
    STOPPED: { description: 'Somebody stopped it before every client was written to.' },
  },
})

registerEnumType(BulkMessagePurpose, {
  name: 'BulkMessagePurpose',
  description: 'Why clients are written to; it decides whether they are asked for consent.',
  valuesConfig: {
    SERVICE: {
      description: 'About a visit or treatment: a closure, a recall, a vet off sick. Needs no consent.',
    },
    NEWS: {
      description:
        'News and offers: only clients who have agreed to `NEWS` by e-mail, who can unsubscribe by its link.',
    },
  },
})

registerEnumType(LeftOutReason, {
  name: 'LeftOutReason',
  description: 'Why a client is not written to.',
  valuesConfig: {
    PATIENT_INACTIVE: {
      description: 'None of the patients whom it is about is active and still the client’s.',
    },
    OWNER_INACTIVE: { description: 'The client is archived.' },
    NO_CONSENT: { description: 'The client has not agreed to news by e-mail, or has withdrawn it.' },
    NO_ADDRESS: { description: 'The client has no e-mail address.' },
    ADDRESS_REFUSED: { description: 'The latest e-mail to this address was refused by its mail server.' },
  },
})

@InputType({ description: 'A message to the owners of some patients.' })
export class BulkMessageInput {
  @Field(() => BulkMessagePurpose, { description: 'Why they are written to.' })
  purpose!: BulkMessagePurpose

  @Field(() => ID, { description: 'The location in whose name it is sent.' })
  locationId!: string

  @Text({
    description: 'The subject, in Liquid: `{{ name }}`, `{{ hospital }}` and `{{ pets }}` are known.',
    max: 150,
  })
  subject!: string

  @Text({ description: 'The text, in Liquid as the subject; blank lines separate paragraphs.', max: 5000 })
  body!: string

  @Field(() => [ID], {
    description: 'The patients whom it is about, 1 to 2,000: each of their owners gets one e-mail.',
  })
  petIds!: string[]
}

@InputType({ description: 'A message that is to be sent.' })
export class SendBulkMessageInput extends BulkMessageInput {
  @Field(() => Int, {
    nullable: true,
    description:
      'How many clients it reaches, as the preview says; needed from 25 on, so that nobody writes to all by mistake.',
  })
  confirmedCount?: number | null
}

@ObjectType({ description: 'How many clients are left out for one reason.' })
export class LeftOut {
  @Field(() => LeftOutReason, { description: 'Why.' })
  reason!: LeftOutReason

  @Field(() => Int, { description: 'The number of clients.' })
  count!: number
}

@ObjectType({ description: 'What a bulk message would say, and whom it would reach now.' })
export class BulkMessagePreview {
  @Field(() => Int, { description: 'The number of clients whom it would reach; each counts once.' })
  reached!: number

  @Field(() => [LeftOut], { description: 'The clients who would be left out, by reason.' })
  leftOut!: LeftOut[]

  @Field(() => Boolean, { description: 'Whether `confirmedCount` is needed to send it.' })
  needsConfirmation!: boolean

  @Field(() => String, {
    nullable: true,
    description: 'The name of the client whose e-mail is shown; null if it would reach nobody.',
  })
  exampleName!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The subject of that e-mail; null without an example.',
  })
  subject!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'That e-mail as plain text, without the secret of its link; null without an example.',
  })
  text!: string | null
}

@ObjectType({ description: 'One message to many clients, and how far it is.' })
export class BulkMessage {
  @Id()
  id!: string

  @Field(() => BulkMessagePurpose, { description: 'Why clients are written to.' })
  purpose!: BulkMessagePurpose

  @Field(() => String, { description: 'The subject as it was written, in Liquid.' })
  subject!: string

  @Field(() => String, { description: 'The text as it was written, in Liquid.' })
  body!: string

  @Field(() => Int, { description: 'The number of clients whom it is for, those left out among them.' })
  recipients!: number

  @Field(() => Int, { description: 'To how many an e-mail was put into the outbox.' })
  sent!: number

  @Field(() => Int, { description: 'How many were left out for a reason.' })
  leftOut!: number

  @Field(() => Int, { description: 'How many were not written to because it was stopped.' })
  stopped!: number

  @Field(() => Date, { description: 'When it was written.' })
  createdAt!: Date

  @Field(() => Date, { nullable: true, description: 'When every client was decided; null while it is sent.' })
  finishedAt!: Date | null

  locationId!: string
  createdById!: string
  stoppedById!: string | null
}

@ObjectType('BulkMessageConnection', { description: 'A page of bulk messages.' })
export class BulkMessageConnection extends connectionOf(() => BulkMessage, 'BulkMessage', 'bulk messages') {}

@ObjectType({ description: 'One client whom a bulk message is for, and what was decided.' })
export class BulkMessageRecipient {
  @Field(() => MessageStatus, { description: 'What was decided.' })
  status!: MessageStatus

  @Field(() => LeftOutReason, { nullable: true, description: 'Why the client was left out; null if not.' })
  reason!: LeftOutReason | null

  @Field(() => Date, { nullable: true, description: 'When that was decided; null while it is planned.' })
  decidedAt!: Date | null

  id!: string
  ownerId!: string
}

@ObjectType('BulkMessageRecipientConnection', { description: 'A page of recipients.' })
export class BulkMessageRecipientConnection extends connectionOf(
  () => BulkMessageRecipient,
  'BulkMessageRecipient',
  'recipients',
) {}

@InputType({ description: 'Of which bulk messages to hear; all if omitted.' })
export class BulkMessageChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Only this one.' })
  id?: string | null
}
