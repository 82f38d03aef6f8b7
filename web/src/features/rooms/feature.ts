import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [{ path: 'admin/rooms', load: async () => (await import('./RoomsPage')).RoomsPage }],
  links: [{ to: '/admin/rooms', group: 'diary', label: 'Rooms', permission: 'room:write', place: 25 }],
}
