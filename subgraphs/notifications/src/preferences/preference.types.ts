import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { NotificationChannel, NotificationReason } from './preference.table.ts'

registerEnumType(NotificationReason, {
  name: 'NotificationReason',
  description: 'Of what somebody is notified.',
  valuesConfig: {
    MESSAGES: { description: 'New messages in conversations.' },
    APPOINTMENTS: { description: 'Changes of the vet’s own appointments.' },
    STOCK: {
      description:
        'Stock that runs low, expires or is on its way, at the locations whose stock the reader may see.',
    },
  },
})

registerEnumType(NotificationChannel, {
  name: 'NotificationChannel',
  description: 'How somebody is notified.',
  valuesConfig: {
    IN_APP: { description: 'By a notification in the app.' },
    EMAIL: { description: 'By e-mail.' },
  },
})

@ObjectType({ description: 'Whether the viewer is notified for a reason by a channel.' })
export class NotificationPreference {
  @Field(() => NotificationReason, { description: 'The reason.' })
  reason!: NotificationReason

  @Field(() => NotificationChannel, { description: 'The channel.' })
  channel!: NotificationChannel

  @Field(() => Boolean, {
    description:
      'Whether the viewer is notified. Until the viewer changes it: false for STOCK, true for the others.',
  })
  enabled!: boolean
}

@InputType({ description: 'A preference to change.' })
export class UpdateNotificationPreferencesInput {
  @Field(() => NotificationReason, { description: 'The reason.' })
  reason!: NotificationReason

  @Field(() => NotificationChannel, { description: 'The channel.' })
  channel!: NotificationChannel

  @Field(() => Boolean, { description: 'Whether to be notified.' })
  enabled!: boolean
}
