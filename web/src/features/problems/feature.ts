import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  sections: {
    chart: [
      {
        key: 'problems',
        label: 'Problems',
        place: 15,
        permission: 'medical-record:read',
        load: async () => (await import('./ProblemsSection')).ProblemsSection,
      },
    ],
  },
}
