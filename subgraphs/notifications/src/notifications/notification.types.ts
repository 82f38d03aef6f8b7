import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Id } from '@vetgraph/kit/fields'
import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { NotificationKind } from './notification.table.ts'

registerEnumType(NotificationKind, {
  name: 'NotificationKind',
  description: 'What a notification is about.',
  valuesConfig: {
    APPOINTMENT: { description: 'One of the reader’s appointments was booked, moved or cancelled.' },
    REMINDER: { description: 'Something is due.' },
    ALERT: { description: 'A problem that needs attention.' },
    MESSAGE: { description: 'A message from a colleague or an owner.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A notification to one user in the app. Nobody else can see it.' })
export class Notification {
  @Id()
  id!: string

  @Field(() => NotificationKind, { description: 'The kind of notification.' })
  kind!: NotificationKind

  @Field(() => String, {
    description: 'The title: one line without clinical text, suitable for a locked screen.',
  })
  title!: string

  @Field(() => String, {
    description: 'The text; times in it are in the location’s time zone.',
  })
  body!: string

  @Field(() => String, {
    nullable: true,
    description: 'The path of the web client’s page about it; null if there is none.',
  })
  link!: string | null

  appointmentId!: string | null

  @Field(() => Date, { nullable: true, description: 'When it was read; null while unread.' })
  readAt!: Date | null

  @Field(() => Date, { description: 'When it was sent.' })
  createdAt!: Date
}

@ObjectType({ description: 'A change of the viewer’s notifications.' })
export class NotificationReceived {
  @Field(() => Notification, {
    nullable: true,
    description: 'The new notification; null if one was only read or deleted, perhaps on another device.',
  })
  notification!: Notification | null

  @Field(() => Int, { description: 'The number of unread notifications.' })
  unreadCount!: number
}

@InputType({ description: 'Filters of the list of notifications; all notifications if omitted.' })
export class NotificationFilter {
  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only unread notifications. False: only read ones.',
  })
  unread?: boolean | null
}

export const NotificationConnection = connectionOf(() => Notification, 'Notification', 'notifications')
export type NotificationConnection = InstanceType<typeof NotificationConnection>
