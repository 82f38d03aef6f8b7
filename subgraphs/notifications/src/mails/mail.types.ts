import { connectionOf } from '@vetgraph/kit/connection'
import { Id } from '@vetgraph/kit/fields'
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { MailStatus } from './mail.table.ts'

registerEnumType(MailStatus, {
  name: 'MailStatus',
  description: 'How far an e-mail has come.',
  valuesConfig: {
    QUEUED: { description: 'Waits for its first or its next attempt.' },
    SENDING: { description: 'Is being handed to the mail server.' },
    SENT: { description: 'The mail server has taken it.' },
    UNCERTAIN: {
      description:
        'The server may have taken it, but did not say so: it is sent again only when somebody decides so.',
    },
    FAILED: { description: 'The server refused it for good, or did not answer for a day.' },
    KEPT: { description: 'There is no mail server: it was never sent, and is to be read here.' },
  },
})

@ObjectType({ description: 'An e-mail that the hospital wrote by itself.' })
export class Mail {
  @Id()
  id!: string

  @Field(() => String, { description: 'The address it goes to.' })
  recipient!: string

  @Field(() => String, { description: 'The addressee’s name.' })
  recipientName!: string

  @Field(() => MailStatus, { description: 'How far it has come.' })
  status!: MailStatus

  @Field(() => Int, { description: 'How often it was tried to send it.' })
  attempts!: number

  @Field(() => String, {
    nullable: true,
    description: 'Why the last attempt failed, in the mail server’s words; null when none did.',
  })
  failure!: string | null

  @Field(() => Date, { description: 'When it was written.' })
  createdAt!: Date

  @Field(() => Date, {
    description: 'When the last attempt began; of a queued one when the next will.',
  })
  attemptAt!: Date

  @Field(() => Date, { nullable: true, description: 'When the server took it.' })
  sentAt!: Date | null
}

@ObjectType({ description: 'An e-mail with what it says.' })
export class OpenedMail {
  @Field(() => Mail, { description: 'The e-mail.' })
  mail!: Mail

  @Field(() => String, {
    description:
      'All of it as plain text. A link that lets somebody in shows to those only who may do everything; it is erased once the mail has been sent.',
  })
  text!: string
}

@ObjectType('MailConnection', { description: 'A page of e-mails.' })
export class MailConnection extends connectionOf(() => Mail, 'Mail', 'e-mails') {}

@InputType({ description: 'Which e-mails to list; what is not said is not asked.' })
export class MailFilter {
  @Field(() => MailStatus, { nullable: true, description: 'Only those that have come so far.' })
  status?: MailStatus | null

  @Field(() => String, { nullable: true, description: 'Only those to exactly this address.' })
  recipient?: string | null
}
