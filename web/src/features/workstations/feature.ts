import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    { path: 'admin/workstations', load: async () => (await import('./WorkstationsPage')).WorkstationsPage },
  ],
  links: [
    {
      to: '/admin/workstations',
      group: 'system',
      label: 'Workstations',
      permission: 'workstation:write',
      place: 50,
    },
  ],
  sections: {
    profile: [
      {
        key: 'pin',
        label: 'PIN',
        place: 80,
        permission: null,
        load: async () => (await import('./PinSection')).PinSection,
      },
    ],
  },
}
