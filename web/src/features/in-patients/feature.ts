import Hotel from '@mui/icons-material/HotelOutlined'
import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    { path: 'ward', load: async () => (await import('./WardPage')).WardPage },
    { path: 'ward/:id', load: async () => (await import('./SheetPage')).SheetPage },
    { path: 'admin/cages', load: async () => (await import('./CagesPage')).CagesPage },
  ],
  links: [
    { to: '/ward', label: 'Ward', icon: Hotel, permission: 'in-patient:read', area: 'clinic', place: 48 },
    { to: '/admin/cages', group: 'clinic', label: 'Wards and cages', permission: 'cage:write', place: 31 },
  ],
  sections: {
    chart: [
      {
        key: 'stays',
        label: 'Stays',
        place: 23,
        permission: 'in-patient:read',
        load: async () => (await import('./StaysSection')).StaysSection,
      },
    ],
    animal: [
      {
        key: 'stay',
        label: 'In the hospital',
        place: 3,
        permission: null,
        load: async () => (await import('./AnimalStay')).AnimalStay,
      },
    ],
  },
}
