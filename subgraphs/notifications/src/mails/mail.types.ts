import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Id } from '@vetgraph/kit/fields'
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { MailStatus } from './mail.table.ts'

export { MailStatus }

registerEnumType(MailStatus, {
  name: 'MailStatus',
  description: 'The delivery status of an e-mail.',
  valuesConfig: {
    QUEUED: { description: 'Waiting for its first or next attempt.' },
    SENDING: { description: 'Being handed to the mail server.' },
    SENT: { description: 'The mail server has accepted it.' },
    UNCERTAIN: {
      description:
        'The mail server may have accepted it, but did not confirm: it is sent again only on request.',
    },
    FAILED: { description: 'The mail server rejected it permanently, or did not respond for a day.' },
    KEPT: { description: 'Not sent, because no mail server is configured; staff can read it here.' },
  },
})

@ObjectType({ description: 'An e-mail that the system sends automatically.' })
export class Mail {
  @Id()
  id!: string

  @Field(() => String, { description: 'The recipient’s e-mail address.' })
  recipient!: string

  @Field(() => String, { description: 'The recipient’s name.' })
  recipientName!: string

  @Field(() => MailStatus, { description: 'The delivery status.' })
  status!: MailStatus

  @Field(() => Int, { description: 'The number of attempts to send it.' })
  attempts!: number

  @Field(() => String, {
    nullable: true,
    description: 'Why the last attempt failed, in the mail server’s words; null if none failed.',
  })
  failure!: string | null

  @Field(() => Date, { description: 'When it was created.' })
  createdAt!: Date

  @Field(() => Date, {
    description: 'When the last attempt started or, if it is queued, when the next one will.',
  })
  attemptAt!: Date

  @Field(() => Date, { nullable: true, description: 'When the mail server accepted it; null if it has not.' })
  sentAt!: Date | null
}

@ObjectType({ description: 'An e-mail with its text.' })
export class OpenedMail {
  @Field(() => Mail, { description: 'The e-mail.' })
  mail!: Mail

  @Field(() => String, {
    description:
      'The whole e-mail as plain text. A sign-in link is shown to hospital-wide administrators only, and erased once the e-mail has been sent.',
  })
  text!: string
}

@ObjectType('MailConnection', { description: 'A page of e-mails.' })
export class MailConnection extends connectionOf(() => Mail, 'Mail', 'e-mails') {}

@InputType({ description: 'Filters of the list of e-mails; all e-mails if omitted.' })
export class MailFilter {
  @Field(() => MailStatus, { nullable: true, description: 'Only e-mails with this delivery status.' })
  status?: MailStatus | null

  @Field(() => String, { nullable: true, description: 'Only e-mails to exactly this address.' })
  recipient?: string | null
}
