import Pets from '@mui/icons-material/Pets'
import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    { path: 'patients', load: async () => (await import('./PatientsPage')).PatientsPage },
    {
      path: 'patients/:id',
      sections: 'chart',
      load: async () => (await import('./chart/PatientPage')).PatientPage,
    },
  ],
  links: [{ to: '/patients', label: 'Patients', icon: Pets, permission: 'pet:read', place: 40 }],
  actions: [{ label: 'New patient', permission: 'pet:write', to: '/patients?new=1' }],
  sections: {
    chart: [
      {
        key: 'overview',
        label: 'Overview',
        place: 10,
        permission: 'pet:read',
        load: async () => (await import('./chart/OverviewSection')).OverviewSection,
      },
      {
        key: 'visits',
        label: 'Visits',
        place: 30,
        permission: 'appointment:read',
        load: async () => (await import('./chart/VisitsSection')).VisitsSection,
      },
      {
        key: 'details',
        label: 'Details',
        place: 40,
        permission: 'pet:read',
        load: async () => (await import('./chart/DetailsSection')).DetailsSection,
      },
    ],
    owner: [
      {
        key: 'pets',
        label: 'Pets',
        place: 10,
        permission: 'pet:read',
        load: async () => (await import('./HouseholdSection')).HouseholdSection,
      },
    ],
  },
}
