import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [{ path: 'admin/hospital', load: async () => (await import('./HospitalPage')).HospitalPage }],
  links: [
    {
      to: '/admin/hospital',
      group: 'hospital',
      label: 'Hospital profile',
      permission: 'hospital:write',
      place: 1,
    },
  ],
}
