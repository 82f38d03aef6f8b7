import Payments from '@mui/icons-material/PaymentsOutlined'
import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [{ path: 'payments', load: async () => (await import('./PaymentsPage')).PaymentsPage }],
  links: [{ to: '/payments', label: 'Payments', icon: Payments, permission: 'invoice:read', place: 55 }],
  sections: {
    invoice: [
      {
        key: 'payments',
        label: 'Payments',
        place: 10,
        permission: 'invoice:read',
        load: async () => (await import('./InvoicePaymentsSection')).InvoicePaymentsSection,
      },
    ],
    owner: [
      {
        key: 'account',
        label: 'Account',
        place: 25,
        permission: 'invoice:read',
        load: async () => (await import('./OwnerAccountSection')).OwnerAccountSection,
      },
    ],
  },
}
