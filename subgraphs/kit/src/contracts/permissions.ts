import { declared } from './permissions.gen.ts'

/** A right as the feature declares it whose verbs ask for it. */
export interface PermissionDeclaration {
  /** What it allows, as an administrator reads it. */
  allows: string
  /** The built-in roles that have it; administrators have every right but those over one’s own household. */
  roles?: ReadonlyArray<'VET' | 'TECHNICIAN' | 'RECEPTIONIST' | 'SCREEN' | 'OWNER'>
  /** Not a location’s to allow: it counts only for who holds it everywhere (AU6). */
  hospitalWide?: true
  /** No API client is given it. */
  peopleOnly?: true
  /** Over one’s own household: neither administrators nor API clients are given it. */
  own?: true
}

/** Every right there is, `resource:action`. */
export type Permission = keyof typeof declared

export const permissions: Readonly<Record<Permission, PermissionDeclaration>> = declared

export const allPermissions = Object.keys(permissions) as Permission[]

const those = (test: (permission: PermissionDeclaration) => boolean): Permission[] =>
  allPermissions.filter((name) => test(permissions[name]))

/**
 * Permissions that API clients cannot have: own households, other API clients and shared workstations are for users
 * only.
 */
export const forPeopleOnly: ReadonlySet<Permission> = new Set(
  those(({ own, peopleOnly }) => (own ?? peopleOnly) === true),
)

/** Rights that count only for who holds them everywhere. */
export const hospitalWide: ReadonlySet<Permission> = new Set(
  those((permission) => permission.hospitalWide === true),
)

/** The built-in roles (seed: ADMIN, VET, RECEPTIONIST, OWNER; a hospital also has TECHNICIANs). */
const builtIn = {
  ADMIN: { name: 'Administrator', description: 'Runs the system: everything.' },
  VET: { name: 'Veterinarian', description: 'Examines, treats and writes medical records.' },
  TECHNICIAN: { name: 'Technician', description: 'Assists, takes samples, manages stock.' },
  RECEPTIONIST: { name: 'Receptionist', description: 'Runs the front desk: diary, clients, payments.' },
  SCREEN: { name: 'Wall screen', description: 'A screen on the wall: shows the day, changes nothing.' },
  OWNER: { name: 'Pet owner', description: 'Sees the own household in the portal.' },
}

export type BuiltInRole = keyof typeof builtIn

const permissionsOf = (role: BuiltInRole) =>
  those(({ own, roles = [] }) => (role === 'ADMIN' ? !own : roles.includes(role)))

export const builtInRoles = Object.fromEntries(
  (Object.keys(builtIn) as BuiltInRole[]).map((role) => [
    role,
    { ...builtIn[role], permissions: permissionsOf(role) },
  ]),
) as Record<BuiltInRole, { name: string; description: string; permissions: Permission[] }>
