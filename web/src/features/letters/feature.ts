import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  sections: {
    invoice: [
      {
        key: 'letters',
        label: 'Letters',
        place: 20,
        permission: 'invoice:read',
        load: async () => (await import('./InvoiceLettersSection')).InvoiceLettersSection,
      },
    ],
  },
}
