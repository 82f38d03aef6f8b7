import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    {
      path: 'admin/consent-forms',
      load: async () => (await import('./ConsentFormTemplatesPage')).ConsentFormTemplatesPage,
    },
  ],
  links: [
    {
      to: '/admin/consent-forms',
      group: 'clinic',
      label: 'Consent forms',
      permission: 'consent-form-template:write',
      place: 34,
    },
  ],
  sections: {
    chart: [
      {
        key: 'consent-forms',
        label: 'Consent forms',
        place: 29,
        permission: 'consent-form:read',
        load: async () => (await import('./ConsentFormsSection')).ConsentFormsSection,
      },
    ],
    animal: [
      {
        key: 'consent-forms',
        label: 'Consent forms',
        place: 14,
        permission: null,
        load: async () => (await import('./AnimalConsentForms')).AnimalConsentForms,
      },
    ],
  },
}
