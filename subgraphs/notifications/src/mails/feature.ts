import type { Feature } from '@vetgraph/kit/contracts/feature'
import { MailResolver } from './mail.resolver.ts'
import { sendMail } from './sending.service.ts'

export const feature: Feature = {
  resolvers: [MailResolver],
  permissions: {
    'mail:read': { allows: 'Read the e-mail that the hospital sends', hospitalWide: true },
    'mail:send': { allows: 'Send e-mail that failed once more', hospitalWide: true },
  },
  work: { 'send-mail': sendMail },
}
