import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [{ path: 'admin/consent', load: async () => (await import('./WordingsPage')).WordingsPage }],
  links: [
    { to: '/admin/consent', group: 'clients', label: 'Consent', permission: 'hospital:write', place: 40 },
  ],
  sections: {
    owner: [
      {
        key: 'consent',
        label: 'Consent',
        place: 30,
        permission: 'consent:read',
        load: async () => (await import('./OwnerConsentSection')).OwnerConsentSection,
      },
    ],
    profile: [
      {
        key: 'consent',
        label: 'Consent',
        place: 30,
        permission: null,
        load: async () => (await import('./MyConsentSection')).MyConsentSection,
      },
    ],
  },
}
