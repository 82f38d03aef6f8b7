import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [{ path: 'admin/api-clients', load: async () => (await import('./ApiClientsPage')).ApiClientsPage }],
  links: [
    {
      to: '/admin/api-clients',
      group: 'system',
      label: 'API clients',
      permission: 'api-client:read',
      place: 60,
    },
  ],
}
