import Forum from '@mui/icons-material/ForumOutlined'
import type { Feature } from '../../ui/feature'

const badge = async () => (await import('./UnreadBadge')).UnreadBadge

export const feature: Feature = {
  pages: [
    { path: 'conversations', load: async () => (await import('./ConversationsPage')).ConversationsPage },
    { path: 'messages', load: async () => (await import('./MyMessagesPage')).MyMessagesPage },
  ],
  links: [
    {
      to: '/conversations',
      label: 'Messages',
      icon: Forum,
      permission: 'conversation:read',
      place: 32,
      badge,
    },
    {
      to: '/messages',
      label: 'Messages',
      icon: Forum,
      permission: 'own-household:read',
      unless: 'conversation:read',
      place: 15,
      badge,
    },
  ],
  sections: {
    owner: [
      {
        key: 'conversation',
        label: 'Messages',
        place: 15,
        permission: 'conversation:read',
        load: async () => (await import('./OwnerConversationSection')).OwnerConversationSection,
      },
    ],
  },
}
