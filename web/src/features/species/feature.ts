import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    { path: 'admin/species', load: async () => (await import('./SpeciesPage')).SpeciesPage },
    { path: 'admin/species/:id', load: async () => (await import('./BreedsPage')).BreedsPage },
  ],
  links: [
    {
      to: '/admin/species',
      group: 'clinic',
      label: 'Species and breeds',
      permission: 'species:write',
      place: 28,
    },
  ],
}
