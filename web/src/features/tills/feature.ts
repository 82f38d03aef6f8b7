import Calculate from '@mui/icons-material/CalculateOutlined'
import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    { path: 'end-of-day', load: async () => (await import('./EndOfDayPage')).EndOfDayPage },
    { path: 'admin/tills', load: async () => (await import('./TillsPage')).TillsPage },
  ],
  links: [
    {
      to: '/end-of-day',
      label: 'End of day',
      icon: Calculate,
      area: 'billing',
      permission: 'till:count',
      place: 58,
    },
    { to: '/admin/tills', group: 'money', label: 'Tills', permission: 'till:write', place: 26 },
  ],
}
