import type { Feature } from '@vetgraph/kit/contracts/feature'
import { CalendarFeedResolver } from './calendar-feed.resolver.ts'

export const feature: Feature = {
  resolvers: [CalendarFeedResolver],
  public: ['Query.calendarFile'],
  permissions: {
    'calendar-feed:own': {
      allows: 'Have one’s own appointments at a private calendar address',
      roles: ['VET'],
    },
    'calendar-feed:write': { allows: 'Make and revoke the calendar addresses of locations' },
  },
}
