import type { Context, Viewer } from './context.ts'
import { DomainError, ErrorCode, unauthenticated } from './errors.ts'

/** Every right there is, `resource:action`, with what it allows. */
export const permissions = {
  'api-client:read': 'See which programs may use the graph, and when they last did',
  'api-client:write': 'Let programs use the graph, change their secrets, shut them out',
  'appointment:read': 'See the diary and every appointment',
  'appointment:book': 'Book, move and edit appointments',
  'appointment:cancel': 'Cancel appointments',
  'appointment:double-book': 'Book a patient for two visits at one time, with a reason',
  'appointment:other-day': 'Check in, start and complete visits on another day than their own, with a reason',
  'appointment:progress': 'Move a visit along: check in, start, complete, no-show, undo',
  'audit:read': 'Read the audit log',
  'consent:read': 'See what clients have agreed to',
  'consent:write': 'Record what a client agrees to or takes back',
  'hospital:write': 'Edit the hospital’s own details',
  'inventory:read': 'See stock',
  'inventory:adjust': 'Correct stock with a reason',
  'invoice:read': 'See invoices and balances',
  'invoice:write': 'Draft invoices and take drafts back',
  'location:read': 'List the hospital’s locations and look them up: the web client needs one to work at',
  'mail:read': 'Read the e-mail that the hospital sends',
  'mail:send': 'Send e-mail that failed once more',
  'medical-record:read': 'Read medical records',
  'medical-record:write': 'Write and edit draft medical records',
  'notification:read': 'Receive in-app notifications',
  'notification:send': 'Send in-app notifications to colleagues',
  'owner:read': 'See owners and their contact details',
  'owner:write': 'Add and edit owners',
  'owner:archive': 'Archive owners',
  'owner:claim': 'Decide which household a new portal account belongs to',
  'own-household:read': 'See one’s own pets, visits and invoices, and keep one’s contact details',
  'pet:read': 'See patients',
  'pet:write': 'Add and edit patients',
  'pet:archive': 'Archive patients',
  'role:write': 'Make and edit roles',
  'session:revoke': 'See where colleagues are signed in, and sign them out',
  'staff:read': 'See who works here and in which role',
  'user:read': 'See colleagues’ contact details and accounts',
  'user:write': 'Invite, edit and deactivate people, and give them roles',
  'workstation:write': 'Register and retire shared workstations',
} as const

export type Permission = keyof typeof permissions

/** What no program is given: a household of its own, other programs and shared workstations are people's business. */
export const forPeopleOnly: ReadonlySet<Permission> = new Set([
  'api-client:write',
  'own-household:read',
  'workstation:write',
])

export const allPermissions = Object.keys(permissions) as Permission[]

const reception: Permission[] = [
  'appointment:read',
  'appointment:book',
  'appointment:cancel',
  'appointment:progress',
  'consent:read',
  'consent:write',
  'inventory:read',
  'invoice:read',
  'location:read',
  'notification:read',
  'owner:read',
  'owner:write',
  'owner:archive',
  'owner:claim',
  'pet:read',
  'pet:write',
  'pet:archive',
  'staff:read',
]

/** The built-in roles (seed: ADMIN, VET, RECEPTIONIST, OWNER; a hospital also has TECHNICIANs). */
export const builtInRoles = {
  ADMIN: {
    name: 'Administrator',
    description: 'Runs the system: everything.',
    permissions: allPermissions.filter((permission) => permission !== 'own-household:read'),
  },
  VET: {
    name: 'Veterinarian',
    description: 'Examines, treats and writes medical records.',
    permissions: [
      ...reception,
      'appointment:double-book',
      'appointment:other-day',
      'inventory:adjust',
      'medical-record:read',
      'medical-record:write',
    ],
  },
  TECHNICIAN: {
    name: 'Technician',
    description: 'Assists, takes samples, manages stock.',
    permissions: [
      'appointment:read',
      'appointment:progress',
      'inventory:read',
      'inventory:adjust',
      'location:read',
      'medical-record:read',
      'medical-record:write',
      'notification:read',
      'owner:read',
      'pet:read',
      'pet:write',
      'staff:read',
    ],
  },
  RECEPTIONIST: {
    name: 'Receptionist',
    description: 'Runs the front desk: diary, clients, payments.',
    permissions: reception,
  },
  SCREEN: {
    name: 'Wall screen',
    description: 'A screen on the wall: shows the day, changes nothing.',
    permissions: ['appointment:read', 'location:read', 'pet:read', 'staff:read'],
  },
  OWNER: {
    name: 'Pet owner',
    description: 'Sees the own household in the portal.',
    permissions: ['own-household:read', 'location:read', 'notification:read'],
  },
} as const satisfies Record<string, { name: string; description: string; permissions: readonly Permission[] }>

export type BuiltInRole = keyof typeof builtInRoles

/** Whether it is a screen on the wall, which everybody can reach and nobody is to do anything at (AU8). */
export const isScreen = ({ roles }: Viewer) => roles.length > 0 && roles.every((role) => role === 'SCREEN')

export const screensOnlyShow = () =>
  new DomainError(ErrorCode.FORBIDDEN, 'A wall screen shows the day and changes nothing.')

/** What is not a location's to allow: these count only for who holds them everywhere (AU6). */
const hospitalWide: ReadonlySet<Permission> = new Set<Permission>([
  'audit:read',
  'hospital:write',
  'mail:read',
  'mail:send',
  'role:write',
  'session:revoke',
])

/** The viewer, or UNAUTHENTICATED. */
export function requireViewer(ctx: Context): Viewer {
  if (!ctx.viewer) throw unauthenticated()
  return ctx.viewer
}

/** Whether the viewer has the right, at the given location or anywhere when none is given. */
export function can(viewer: Viewer | null, permission: Permission, locationId?: string): boolean {
  if (!viewer) return false
  if (viewer.kind === 'system') return true
  return viewer.grants.some(
    (grant) =>
      grant.permissions.has(permission) &&
      (grant.locationId === null ||
        (!hospitalWide.has(permission) && (locationId === undefined || grant.locationId === locationId))),
  )
}

/** The first line of every service verb: the viewer, or UNAUTHENTICATED / FORBIDDEN. */
export function authorize(ctx: Context, permission: Permission, locationId?: string): Viewer {
  const viewer = requireViewer(ctx)
  if (!can(viewer, permission, locationId)) {
    throw new DomainError(ErrorCode.FORBIDDEN, `You need the permission ${permission}.`, { permission })
  }
  return viewer
}

/** Staff see everything of a kind; an owner sees the own household; others are refused. */
export type Sight = { all: true } | { all: false; ownerId: string }

/** Whether the viewer may do everything everywhere, as an administrator does. */
export const mayEverything = (viewer: Viewer): boolean =>
  builtInRoles.ADMIN.permissions.every((permission) => locationsOf(viewer, permission) === null)

/** What of the hospital's rows the viewer may see: all with the staff permission, else the own household's (AU4). */
export function sightOf(ctx: Context, staffPermission: Permission): Sight {
  const viewer = requireViewer(ctx)
  if (can(viewer, staffPermission)) return { all: true }
  if (viewer.ownerId && can(viewer, 'own-household:read')) return { all: false, ownerId: viewer.ownerId }
  throw new DomainError(ErrorCode.FORBIDDEN, `You need the permission ${staffPermission}.`, {
    permission: staffPermission,
  })
}

/** The household to which the viewer's sight is limited; null for staff, who see everything of the kind. */
export function householdOf(ctx: Context, staffPermission: Permission): string | null {
  const sight = sightOf(ctx, staffPermission)
  return sight.all ? null : sight.ownerId
}

/** The locations at which the viewer holds the right; null means every one. */
export function locationsOf(viewer: Viewer, permission: Permission): readonly string[] | null {
  if (viewer.kind === 'system') return null
  const held = viewer.grants.filter((grant) => grant.permissions.has(permission))
  if (held.some((grant) => grant.locationId === null)) return null
  return held.flatMap((grant) => grant.locationId ?? [])
}
