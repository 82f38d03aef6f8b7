import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    {
      path: 'admin/message-templates',
      load: async () => (await import('./MessageTemplatesPage')).MessageTemplatesPage,
    },
  ],
  links: [
    {
      to: '/admin/message-templates',
      group: 'clients',
      label: 'Message wordings',
      permission: 'message-template:write',
      place: 32,
    },
  ],
}
