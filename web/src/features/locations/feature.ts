import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [{ path: 'admin/locations', load: async () => (await import('./LocationsPage')).LocationsPage }],
  links: [
    { to: '/admin/locations', group: 'hospital', label: 'Locations', permission: 'location:write', place: 2 },
  ],
}
