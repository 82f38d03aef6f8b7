import Inventory from '@mui/icons-material/Inventory2Outlined'
import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [{ path: 'stock', load: async () => (await import('./StockPage')).StockPage }],
  links: [{ to: '/stock', label: 'Stock', icon: Inventory, permission: 'inventory:read', place: 60 }],
}
