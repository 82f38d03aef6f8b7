import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    {
      path: 'admin/appointment-types',
      load: async () => (await import('./AppointmentTypesPage')).AppointmentTypesPage,
    },
  ],
  links: [
    {
      to: '/admin/appointment-types',
      group: 'diary',
      label: 'Appointment types',
      permission: 'appointment-type:write',
      place: 24,
    },
  ],
}
