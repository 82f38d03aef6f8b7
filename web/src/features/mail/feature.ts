import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [{ path: 'admin/mail', load: async () => (await import('./MailPage')).MailPage }],
  links: [{ to: '/admin/mail', group: 'clients', label: 'E-mail', permission: 'mail:read', place: 30 }],
}
