import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [{ path: 'admin/roles', load: async () => (await import('./RolesPage')).RolesPage }],
  links: [{ to: '/admin/roles', group: 'people', label: 'Roles', permission: 'role:write', place: 20 }],
}
