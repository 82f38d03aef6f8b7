import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    { path: 'admin/bookkeeping', load: async () => (await import('./BookkeepingPage')).BookkeepingPage },
  ],
  links: [
    { to: '/admin/bookkeeping', group: 'money', label: 'Bookkeeping', permission: 'period:lock', place: 27 },
  ],
}
