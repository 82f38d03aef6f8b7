import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [{ path: 'admin/equipment', load: async () => (await import('./EquipmentPage')).EquipmentPage }],
  links: [
    { to: '/admin/equipment', group: 'diary', label: 'Equipment', permission: 'equipment:write', place: 26 },
  ],
}
