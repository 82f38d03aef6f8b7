import Groups from '@mui/icons-material/GroupsOutlined'
import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    { path: 'clients', load: async () => (await import('./OwnersPage')).OwnersPage },
    { path: 'clients/:id', sections: 'owner', load: async () => (await import('./OwnerPage')).OwnerPage },
  ],
  links: [{ to: '/clients', label: 'Clients', icon: Groups, permission: 'owner:read', place: 30 }],
  actions: [{ label: 'New client', permission: 'owner:write', to: '/clients?new=1' }],
}
