import Pets from '@mui/icons-material/Pets'
import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    {
      path: 'admin/portal',
      load: async () => (await import('./PortalSettingsPage')).PortalSettingsPage,
    },
    { path: 'animals/:id', sections: 'animal', load: async () => (await import('./AnimalPage')).AnimalPage },
  ],
  links: [
    {
      to: '/',
      label: 'Home',
      icon: Pets,
      permission: 'own-household:read',
      unless: 'appointment:read',
      place: 10,
    },
    {
      to: '/admin/portal',
      group: 'clients',
      label: 'Client portal',
      permission: 'hospital:write',
      place: 82,
    },
  ],
  sections: {
    profile: [
      {
        key: 'contact',
        label: 'Telephone and address',
        place: 20,
        permission: null,
        load: async () => (await import('./ContactSection')).ContactSection,
      },
    ],
  },
}
