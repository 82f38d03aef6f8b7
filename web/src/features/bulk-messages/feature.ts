import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    {
      path: 'admin/bulk-messages',
      load: async () => (await import('./BulkMessagesPage')).BulkMessagesPage,
    },
  ],
  links: [
    {
      to: '/admin/bulk-messages',
      group: 'clients',
      label: 'Bulk messages',
      permission: 'message:read',
      place: 29,
    },
  ],
}
