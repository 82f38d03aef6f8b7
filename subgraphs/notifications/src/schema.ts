import { defineSubgraph } from '@vetgraph/kit/subgraph'
import { loadDemo } from './demo.ts'
import { ConsentResolver, OwnerConsentResolver } from './consents/consent.resolver.ts'
import { addFirstWordings } from './consents/consent.service.ts'
import { MailResolver } from './mails/mail.resolver.ts'
import { sendMail } from './mails/sending.service.ts'
import { NotificationResolver } from './notifications/notification.resolver.ts'
import { readNotifications } from './notifications/notification.service.ts'
import { User } from './refs/stubs.ts'
import { reactions } from './reactions.ts'

/** Who is told what, once: each feature may use only those above it. */
export const notifications = await defineSubgraph({
  name: 'notifications',
  migrations: new URL('../migrations', import.meta.url),
  resolvers: [NotificationResolver, MailResolver, ConsentResolver, OwnerConsentResolver],
  stubs: [User],
  entities: { Notification: readNotifications },
  reactions,
  prepare: addFirstWordings,
  work: { 'send-mail': sendMail },
  demo: loadDemo,
})
