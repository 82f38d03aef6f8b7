import Vaccines from '@mui/icons-material/VaccinesOutlined'
import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    { path: 'vaccinations', load: async () => (await import('./VaccinationsDuePage')).VaccinationsDuePage },
    { path: 'admin/vaccines', load: async () => (await import('./VaccinesPage')).VaccinesPage },
  ],
  links: [
    {
      to: '/vaccinations',
      label: 'Vaccines due',
      icon: Vaccines,
      permission: 'vaccination:read',
      area: 'clinic',
      place: 46,
    },
    { to: '/admin/vaccines', group: 'clinic', label: 'Vaccines', permission: 'vaccine:write', place: 27 },
  ],
  sections: {
    chart: [
      {
        key: 'vaccinations',
        label: 'Vaccinations',
        place: 25,
        permission: 'vaccination:read',
        load: async () => (await import('./VaccinationsSection')).VaccinationsSection,
      },
    ],
  },
}
