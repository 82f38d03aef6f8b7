import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    {
      path: 'admin/calendar-address',
      load: async () => (await import('./CalendarAddressPage')).CalendarAddressPage,
    },
  ],
  links: [
    {
      to: '/admin/calendar-address',
      group: 'diary',
      label: 'Calendar address',
      permission: 'calendar-feed:write',
      place: 27,
    },
  ],
  sections: {
    profile: [
      {
        key: 'calendar',
        label: 'Calendar',
        place: 65,
        permission: 'calendar-feed:own',
        load: async () => (await import('./OwnCalendarSection')).OwnCalendarSection,
      },
    ],
  },
}
