import Biotech from '@mui/icons-material/BiotechOutlined'
import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    { path: 'lab', load: async () => (await import('./LabPage')).LabPage },
    { path: 'admin/laboratory', load: async () => (await import('./PanelsPage')).PanelsPage },
  ],
  links: [
    { to: '/lab', label: 'Laboratory', icon: Biotech, permission: 'lab:read', area: 'clinic', place: 47 },
    {
      to: '/admin/laboratory',
      group: 'clinic',
      label: 'Laboratory',
      permission: 'lab-panel:write',
      place: 29,
    },
  ],
  sections: {
    chart: [
      {
        key: 'laboratory',
        label: 'Laboratory',
        place: 24,
        permission: 'lab:read',
        load: async () => (await import('./LabSection')).LabSection,
      },
    ],
    toDo: [
      {
        key: 'laboratory',
        label: 'Results to look at',
        place: 10,
        permission: 'lab:acknowledge',
        load: async () => (await import('./ResultsToSee')).ResultsToSee,
      },
    ],
    animal: [
      {
        key: 'laboratory',
        label: 'Laboratory results',
        place: 12,
        permission: null,
        load: async () => (await import('./ReleasedResults')).ReleasedResults,
      },
    ],
  },
}
