import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [{ path: 'admin/reminders', load: async () => (await import('./RemindersPage')).RemindersPage }],
  links: [
    { to: '/admin/reminders', group: 'clients', label: 'Reminders', permission: 'message:read', place: 28 },
  ],
}
