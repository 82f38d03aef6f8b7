export interface AdministrationPage {
  to: string
  label: string
  /** Who may see it. */
  permission: string
}

/** What an administrator looks after: a new page of it is one line here and one in `routes.tsx`. */
export const administration: readonly AdministrationPage[] = [
  { to: '/admin/people', label: 'People', permission: 'user:read' },
  { to: '/admin/roles', label: 'Roles', permission: 'role:write' },
  { to: '/admin/rooms', label: 'Rooms', permission: 'room:write' },
  { to: '/admin/mail', label: 'E-mail', permission: 'mail:read' },
  { to: '/admin/consent', label: 'Consent', permission: 'hospital:write' },
  { to: '/admin/workstations', label: 'Workstations', permission: 'workstation:write' },
  { to: '/admin/api-clients', label: 'Programs', permission: 'api-client:read' },
  { to: '/admin/audit', label: 'Audit log', permission: 'audit:read' },
  { to: '/admin/hospital', label: 'Hospital', permission: 'hospital:write' },
]
