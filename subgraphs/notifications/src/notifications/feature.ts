import type { Feature } from '@vetgraph/kit/contracts/feature'
import { NotificationResolver } from './notification.resolver.ts'
import { readNotifications } from './notification.service.ts'

export const feature: Feature = {
  resolvers: [NotificationResolver],
  entities: { Notification: readNotifications },
  permissions: {
    'notification:read': {
      allows: 'Receive in-app notifications',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST', 'OWNER'],
    },
    'notification:send': { allows: 'Send in-app notifications to colleagues' },
  },
}
