import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [{ path: 'admin/prices', load: async () => (await import('./PriceListPage')).PriceListPage }],
  links: [{ to: '/admin/prices', group: 'money', label: 'Prices', permission: 'price:write', place: 25 }],
}
