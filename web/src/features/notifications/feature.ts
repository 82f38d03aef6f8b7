import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  sections: {
    profile: [
      {
        key: 'notifications',
        label: 'Notifications',
        place: 35,
        permission: null,
        load: async () => (await import('./PreferencesSection')).PreferencesSection,
      },
    ],
  },
}
