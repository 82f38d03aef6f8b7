import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [{ path: 'admin/audit', load: async () => (await import('./AuditPage')).AuditPage }],
  links: [{ to: '/admin/audit', group: 'system', label: 'Audit log', permission: 'audit:read', place: 70 }],
}
