import Insurance from '@mui/icons-material/HealthAndSafetyOutlined'
import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [{ path: 'claims', load: async () => (await import('./ClaimsPage')).ClaimsPage }],
  links: [
    {
      to: '/claims',
      label: 'Claims',
      icon: Insurance,
      area: 'billing',
      permission: 'invoice:read',
      place: 59,
    },
  ],
  sections: {
    invoice: [
      {
        key: 'insurance',
        label: 'Insurance',
        place: 11,
        permission: 'invoice:read',
        load: async () => (await import('./InvoiceClaimsSection')).InvoiceClaimsSection,
      },
    ],
    chart: [
      {
        key: 'insurance',
        label: 'Insurance',
        place: 33,
        permission: 'invoice:read',
        load: async () => (await import('./PetInsuranceSection')).PetInsuranceSection,
      },
    ],
  },
}
