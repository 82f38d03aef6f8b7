import Receipt from '@mui/icons-material/ReceiptLongOutlined'
import Estimate from '@mui/icons-material/RequestQuoteOutlined'
import type { Feature } from '../../ui/feature'

const estimates = () => import('./estimates/EstimateSections')

export const feature: Feature = {
  pages: [
    {
      path: 'invoices/:id?',
      sections: 'invoice',
      load: async () => (await import('./InvoicesPage')).InvoicesPage,
    },
    { path: 'estimates/:id?', load: async () => (await import('./estimates/EstimatesPage')).EstimatesPage },
    {
      path: 'my-estimates/:id?',
      load: async () => (await import('./estimates/MyEstimatesPage')).MyEstimatesPage,
    },
  ],
  links: [
    {
      to: '/invoices',
      label: 'Invoices',
      icon: Receipt,
      area: 'billing',
      permission: 'invoice:read',
      place: 50,
    },
    {
      to: '/estimates',
      label: 'Estimates',
      icon: Estimate,
      area: 'billing',
      permission: 'invoice:read',
      place: 52,
    },
    {
      to: '/my-estimates',
      label: 'Estimates',
      icon: Estimate,
      permission: 'own-household:read',
      unless: 'invoice:read',
      place: 58,
    },
  ],
  sections: {
    invoice: [
      {
        key: 'estimate',
        label: 'Estimate',
        place: 4,
        permission: 'invoice:read',
        load: async () => (await estimates()).InvoiceEstimateSection,
      },
    ],
    owner: [
      {
        key: 'invoices',
        label: 'Invoices',
        place: 20,
        permission: 'invoice:read',
        load: async () => (await import('./OwnerInvoicesSection')).OwnerInvoicesSection,
      },
      {
        key: 'estimates',
        label: 'Estimates',
        place: 21,
        permission: 'invoice:read',
        load: async () => (await estimates()).OwnerEstimatesSection,
      },
    ],
    chart: [
      {
        key: 'invoices',
        label: 'Invoices',
        place: 31,
        permission: 'invoice:read',
        load: async () => (await import('./PetInvoicesSection')).PetInvoicesSection,
      },
      {
        key: 'estimates',
        label: 'Estimates',
        place: 32,
        permission: 'invoice:read',
        load: async () => (await estimates()).PetEstimatesSection,
      },
    ],
  },
}
