import Inventory from '@mui/icons-material/Inventory2Outlined'
import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    { path: 'stock', load: async () => (await import('./StockPage')).StockPage },
    { path: 'stock/expiring', load: async () => (await import('./ExpiringPage')).ExpiringPage },
    {
      path: 'stock/register',
      load: async () => (await import('./register/RegisterPage')).RegisterPage,
    },
    { path: 'stock/orders', load: async () => (await import('./orders/OrdersPage')).OrdersPage },
    { path: 'stock/orders/:id', load: async () => (await import('./orders/OrderPage')).OrderPage },
    {
      path: 'stock/suppliers',
      load: async () => (await import('./suppliers/SuppliersPage')).SuppliersPage,
    },
    {
      path: 'stock/suppliers/:id',
      load: async () => (await import('./suppliers/SupplierPage')).SupplierPage,
    },
    {
      path: 'stock/counts',
      load: async () => (await import('./counts/StocktakesPage')).StocktakesPage,
    },
    {
      path: 'stock/counts/:id',
      load: async () => (await import('./counts/StocktakePage')).StocktakePage,
    },
    {
      path: 'stock/transfers',
      load: async () => (await import('./transfers/TransfersPage')).TransfersPage,
    },
    { path: 'stock/reorder', load: async () => (await import('./orders/ReorderPage')).ReorderPage },
    { path: 'stock/recall/:lotId', load: async () => (await import('./RecallPage')).RecallPage },
    { path: 'stock/:id', load: async () => (await import('./ItemPage')).ItemPage },
  ],
  links: [{ to: '/stock', label: 'Stock', icon: Inventory, permission: 'inventory:read', place: 60 }],
}
