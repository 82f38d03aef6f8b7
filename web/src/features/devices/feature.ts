import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  sections: {
    person: [
      {
        key: 'devices',
        label: 'Devices',
        place: 30,
        permission: 'session:revoke',
        load: async () => (await import('./PersonDevicesSection')).PersonDevicesSection,
      },
    ],
    profile: [
      {
        key: 'devices',
        label: 'Devices',
        place: 70,
        permission: null,
        load: async () => (await import('./OwnDevicesSection')).OwnDevicesSection,
      },
    ],
  },
}
