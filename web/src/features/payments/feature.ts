import Payments from '@mui/icons-material/PaymentsOutlined'
import Overdue from '@mui/icons-material/RunningWithErrorsOutlined'
import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    { path: 'payments', load: async () => (await import('./PaymentsPage')).PaymentsPage },
    { path: 'overdue', load: async () => (await import('./OverduePage')).OverduePage },
    { path: 'my-payments', load: async () => (await import('./MyPaymentsPage')).MyPaymentsPage },
  ],
  links: [
    {
      to: '/payments',
      label: 'Payments',
      icon: Payments,
      area: 'billing',
      permission: 'invoice:read',
      place: 55,
    },
    {
      to: '/overdue',
      label: 'Overdue',
      icon: Overdue,
      area: 'billing',
      permission: 'invoice:read',
      place: 56,
    },
    {
      to: '/my-payments',
      label: 'Payments',
      icon: Payments,
      permission: 'own-household:read',
      unless: 'invoice:read',
      place: 57,
    },
  ],
  sections: {
    invoice: [
      {
        key: 'payments',
        label: 'Payments',
        place: 10,
        permission: 'invoice:read',
        load: async () => (await import('./InvoicePaymentsSection')).InvoicePaymentsSection,
      },
      {
        key: 'pay-links',
        label: 'Pay online',
        place: 12,
        permission: 'payment:take',
        load: async () => (await import('./PayLinksSection')).PayLinksSection,
      },
    ],
    owner: [
      {
        key: 'credit-stop',
        label: 'Credit',
        place: 4,
        permission: 'invoice:read',
        load: async () => (await import('./CreditStop')).CreditStopSection,
      },
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
