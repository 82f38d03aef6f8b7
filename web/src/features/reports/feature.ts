import Assessment from '@mui/icons-material/AssessmentOutlined'
import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    { path: 'reports', load: async () => (await import('./ReportsPage')).ReportsPage },
    { path: 'reports/:key', load: async () => (await import('./ReportPage')).ReportPage },
  ],
  links: [{ to: '/reports', label: 'Reports', icon: Assessment, permission: 'report:read', place: 70 }],
}
