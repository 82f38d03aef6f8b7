import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  sections: {
    chart: [
      {
        key: 'measurements',
        label: 'Weight and vitals',
        place: 28,
        permission: 'pet:read',
        load: async () => (await import('./MeasurementsSection')).MeasurementsSection,
      },
    ],
  },
}
