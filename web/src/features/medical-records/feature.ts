import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  sections: {
    chart: [
      {
        key: 'records',
        label: 'Medical records',
        place: 20,
        permission: 'medical-record:read',
        load: async () => (await import('./MedicalRecordsSection')).MedicalRecordsSection,
      },
    ],
  },
}
