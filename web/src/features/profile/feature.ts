import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    { path: 'profile', sections: 'profile', load: async () => (await import('./ProfilePage')).ProfilePage },
  ],
  sections: {
    profile: [
      {
        key: 'facts',
        label: 'Details',
        place: 10,
        permission: null,
        load: async () => (await import('./OwnFactsSection')).OwnFactsSection,
      },
    ],
  },
}
