import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [{ path: 'admin/rosters', load: async () => (await import('./RostersPage')).RostersPage }],
  links: [{ to: '/admin/rosters', group: 'diary', label: 'Rosters', permission: 'roster:write', place: 23 }],
}
