import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    { path: 'admin/formulary', load: async () => (await import('./formulary/FormularyPage')).FormularyPage },
  ],
  links: [
    { to: '/admin/formulary', group: 'clinic', label: 'Formulary', permission: 'formulary:write', place: 26 },
  ],
  sections: {
    chart: [
      {
        key: 'prescriptions',
        label: 'Prescriptions',
        place: 27,
        permission: 'prescription:read',
        load: async () => (await import('./PrescriptionsSection')).PrescriptionsSection,
      },
    ],
  },
}
