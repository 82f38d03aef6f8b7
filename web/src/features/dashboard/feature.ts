import SpaceDashboard from '@mui/icons-material/SpaceDashboardOutlined'
import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [{ path: 'dashboard', load: async () => (await import('./DashboardPage')).DashboardPage }],
  links: [
    {
      to: '/dashboard',
      label: 'Dashboard',
      icon: SpaceDashboard,
      permission: 'appointment:read',
      place: 31,
    },
  ],
}
