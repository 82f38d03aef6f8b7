import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    {
      path: 'admin/import-calendar',
      load: async () => (await import('./ImportCalendarPage')).ImportCalendarPage,
    },
  ],
  links: [
    {
      to: '/admin/import-calendar',
      group: 'diary',
      label: 'Import calendar',
      permission: 'appointment:import',
      place: 28,
    },
  ],
}
