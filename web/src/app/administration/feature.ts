import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    { path: 'admin/settings', load: async () => (await import('./AdministrationPage')).AdministrationPage },
  ],
}
