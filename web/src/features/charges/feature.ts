import Forgotten from '@mui/icons-material/PlaylistAddCheckOutlined'
import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [{ path: 'unbilled', load: async () => (await import('./UnbilledPage')).UnbilledPage }],
  links: [
    {
      to: '/unbilled',
      label: 'Not charged',
      icon: Forgotten,
      area: 'billing',
      permission: 'invoice:read',
      place: 51,
    },
  ],
  sections: {
    invoice: [
      {
        key: 'unbilled',
        label: 'Not charged yet',
        place: 5,
        permission: 'invoice:read',
        load: async () => (await import('./InvoiceChargesSection')).InvoiceChargesSection,
      },
    ],
  },
}
