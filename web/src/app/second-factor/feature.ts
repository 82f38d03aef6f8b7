import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  sections: {
    profile: [
      {
        key: 'second-factor',
        label: 'Second factor',
        place: 40,
        permission: null,
        load: async () => (await import('./SecondFactorSection')).SecondFactorSection,
      },
    ],
  },
}
