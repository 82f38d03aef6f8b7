import { connectionOf } from '@vetgraph/kit/connection'
import { Id } from '@vetgraph/kit/fields'
import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { NotificationKind } from './notification.table.ts'

registerEnumType(NotificationKind, {
  name: 'NotificationKind',
  description: 'What a notification is about.',
  valuesConfig: {
    APPOINTMENT: { description: 'A visit of the reader was booked, moved or called off.' },
    REMINDER: { description: 'Something falls due.' },
    ALERT: { description: 'Something is wrong and somebody should look.' },
    MESSAGE: { description: 'A colleague wrote.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Something that its reader was told in the app. Nobody else ever sees it.' })
export class Notification {
  @Id()
  id!: string

  @Field(() => NotificationKind, { description: 'What it is about.' })
  kind!: NotificationKind

  @Field(() => String, {
    description: 'One line, fit for a locked screen: no clinical text.',
  })
  title!: string

  @Field(() => String, {
    description: 'The rest of it; times are in the time zone of the location it speaks of.',
  })
  body!: string

  @Field(() => String, {
    nullable: true,
    description: 'The page of the web client that shows what it is about, a path.',
  })
  link!: string | null

  appointmentId!: string | null

  @Field(() => Date, { nullable: true, description: 'When it was read; null while unread.' })
  readAt!: Date | null

  @Field(() => Date, { description: 'When it was sent.' })
  createdAt!: Date
}

@ObjectType({ description: 'Something changed in the viewer’s notifications.' })
export class NotificationReceived {
  @Field(() => Notification, {
    nullable: true,
    description: 'The new one; null when one was only read or deleted, perhaps on another device.',
  })
  notification!: Notification | null

  @Field(() => Int, { description: 'How many are unread now.' })
  unreadCount!: number
}

@InputType({ description: 'Which notifications to list; what is left out does not narrow.' })
export class NotificationFilter {
  @Field(() => Boolean, { nullable: true, description: 'True: only unread ones. False: only read ones.' })
  unread?: boolean | null
}

export const NotificationConnection = connectionOf(() => Notification, 'Notification', 'notifications')
export type NotificationConnection = InstanceType<typeof NotificationConnection>
