import CalendarToday from '@mui/icons-material/CalendarTodayOutlined'
import HourglassEmpty from '@mui/icons-material/HourglassEmpty'
import Inbox from '@mui/icons-material/InboxOutlined'
import ViewKanban from '@mui/icons-material/ViewKanbanOutlined'
import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    { path: 'flow', load: async () => (await import('./flow/FlowPage')).FlowPage },
    { path: 'waitlist', load: async () => (await import('./waitlist/WaitlistPage')).WaitlistPage },
    { path: 'requests', load: async () => (await import('./requests/RequestsPage')).RequestsPage },
  ],
  links: [
    { to: '/', label: 'Today', icon: CalendarToday, permission: 'appointment:read', place: 20 },
    { to: '/flow', label: 'Patient flow', icon: ViewKanban, permission: 'appointment:read', place: 22 },
    {
      to: '/waitlist',
      label: 'Waitlist',
      icon: HourglassEmpty,
      permission: 'waitlist:write',
      area: 'requests',
      place: 24,
    },
    {
      to: '/requests',
      label: 'Requests',
      icon: Inbox,
      permission: 'appointment:book',
      area: 'requests',
      place: 23,
    },
  ],
  sections: {
    animal: [
      {
        key: 'visits',
        label: 'Visits',
        place: 5,
        permission: null,
        load: async () => (await import('./portal/VisitsSection')).VisitsSection,
      },
    ],
  },
  actions: [{ label: 'Walk-in', permission: 'walk-in:register', to: '/flow?new=1' }],
}
