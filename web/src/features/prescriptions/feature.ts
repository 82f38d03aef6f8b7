import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  sections: {
    chart: [
      {
        key: 'prescriptions',
        label: 'Prescriptions',
        place: 27,
        permission: 'prescription:read',
        load: async () => (await import('./PrescriptionsSection')).PrescriptionsSection,
      },
    ],
  },
}
