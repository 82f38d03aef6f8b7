/** The permissions by what they are about, as it is called on screen. */
export function byResource<P extends { resource: string }>(
  permissions: readonly P[],
): Array<[resource: string, P[]]> {
  const groups = new Map<string, P[]>()
  for (const permission of permissions) {
    groups.set(permission.resource, [...(groups.get(permission.resource) ?? []), permission])
  }
  return [...groups].sort(([a], [b]) => resourceName(a).localeCompare(resourceName(b)))
}

const names: Readonly<Record<string, string>> = {
  'api-client': 'API clients',
  appointment: 'Diary',
  invoice: 'Invoices',
  location: 'Locations',
  'medical-record': 'Medical records',
  notification: 'Notifications',
  role: 'Roles',
  session: 'Sessions',
  workstation: 'Shared workstations',
  audit: 'Audit log',
  mail: 'E-mail',
  owner: 'Clients',
  pet: 'Patients',
  staff: 'Colleagues',
  user: 'Accounts',
  inventory: 'Stock',
  vaccination: 'Vaccinations',
  vaccine: 'Vaccines',
}

export function resourceName(resource: string): string {
  const text = names[resource] ?? resource.replaceAll('-', ' ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
