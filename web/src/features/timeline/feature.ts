import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  sections: {
    chart: [
      {
        key: 'timeline',
        label: 'Timeline',
        place: 21,
        permission: 'pet:read',
        beside: 'records',
        load: async () => (await import('./TimelineSection')).TimelineSection,
      },
    ],
  },
}
