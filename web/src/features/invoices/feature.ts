import Receipt from '@mui/icons-material/ReceiptLongOutlined'
import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    {
      path: 'invoices/:id?',
      sections: 'invoice',
      load: async () => (await import('./InvoicesPage')).InvoicesPage,
    },
  ],
  links: [{ to: '/invoices', label: 'Invoices', icon: Receipt, permission: 'invoice:read', place: 50 }],
  sections: {
    owner: [
      {
        key: 'invoices',
        label: 'Invoices',
        place: 20,
        permission: 'invoice:read',
        load: async () => (await import('./OwnerInvoicesSection')).OwnerInvoicesSection,
      },
    ],
  },
}
