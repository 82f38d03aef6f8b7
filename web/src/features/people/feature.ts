import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    { path: 'admin/people', load: async () => (await import('./PeoplePage')).PeoplePage },
    {
      path: 'admin/people/:id',
      sections: 'person',
      load: async () => (await import('./PersonPage')).PersonPage,
    },
  ],
  links: [{ to: '/admin/people', group: 'people', label: 'People', permission: 'user:read', place: 10 }],
  sections: {
    person: [
      {
        key: 'visits',
        label: 'Visits ahead',
        place: 10,
        permission: 'appointment:read',
        load: async () => (await import('./VisitsAheadSection')).VisitsAheadSection,
      },
      {
        key: 'second-factor',
        label: 'Second factor',
        place: 20,
        permission: 'user:read',
        load: async () => (await import('./SecondFactorSection')).SecondFactorSection,
      },
      {
        key: 'activity',
        label: 'Activity',
        place: 40,
        permission: 'audit:read',
        load: async () => (await import('./ActivitySection')).ActivitySection,
      },
    ],
    profile: [
      {
        key: 'activity',
        label: 'Activity',
        place: 90,
        permission: null,
        load: async () => (await import('./ActivitySection')).ActivitySection,
      },
    ],
  },
}
