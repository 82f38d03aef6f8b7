import type { RoleColumn_roleFragment, RolesPageQuery } from './roles.gen'

export type Role = RoleColumn_roleFragment
export type Permission = RolesPageQuery['permissions'][number]

/** What of a role is switched and not saved yet; `given` names permissions and says whether they are to be held. */
export interface RoleDraft {
  given: Readonly<Record<string, boolean>>
  seesPatients?: boolean
  requiresSecondFactor?: boolean
}

export type Drafts = Readonly<Record<string, RoleDraft>>

const none: RoleDraft = { given: {} }

export const holds = (role: Role, draft: RoleDraft | undefined, permission: string): boolean =>
  draft?.given[permission] ?? role.permissions?.includes(permission) ?? false

type Flag = 'seesPatients' | 'requiresSecondFactor'

export const isOn = (role: Role, draft: RoleDraft | undefined, flag: Flag): boolean =>
  draft?.[flag] ?? role[flag]

const isEmpty = ({ given, ...flags }: RoleDraft) =>
  Object.keys(given).length === 0 && Object.values(flags).every((flag) => flag === undefined)

function kept(drafts: Drafts, roleId: string, draft: RoleDraft): Drafts {
  const { [roleId]: _, ...others } = drafts
  return isEmpty(draft) ? others : { ...others, [roleId]: draft }
}

/** Switches a permission of a role; what is switched back is no change any more. */
export function togglePermission(drafts: Drafts, role: Role, permission: string): Drafts {
  const draft = drafts[role.id] ?? none
  const next = !holds(role, draft, permission)
  const { [permission]: _, ...others } = draft.given
  const isAsSaved = (role.permissions ?? []).includes(permission) === next
  return kept(drafts, role.id, { ...draft, given: isAsSaved ? others : { ...others, [permission]: next } })
}

export function toggleFlag(drafts: Drafts, role: Role, flag: Flag): Drafts {
  const draft = drafts[role.id] ?? none
  const next = !isOn(role, draft, flag)
  return kept(drafts, role.id, { ...draft, [flag]: role[flag] === next ? undefined : next })
}

/** The permissions that the draft would make of what is saved now, which may be newer than what was looked at. */
export const permissionsAfter = (role: Role, draft: RoleDraft, all: readonly Permission[]): string[] =>
  all.map(({ name }) => name).filter((name) => holds(role, draft, name))

/** What saving it means, in words: “2 rights more, 1 less: signs out 3 people”. */
export function consequence(role: Role, draft: RoleDraft): string {
  const held = new Set(role.permissions)
  const changes = Object.entries(draft.given)
  const more = changes.filter(([name, on]) => on && !held.has(name)).length
  const less = changes.filter(([name, on]) => !on && held.has(name)).length
  const people = role.holderCount ?? 0
  const parts = [
    more > 0 && `${more} ${more === 1 ? 'right' : 'rights'} more`,
    less > 0 && `${less} ${less === 1 ? 'right' : 'rights'} less`,
    draft.seesPatients !== undefined && (draft.seesPatients ? 'can be booked' : 'can no longer be booked'),
    draft.requiresSecondFactor !== undefined &&
      (draft.requiresSecondFactor ? 'needs a second factor' : 'needs no second factor'),
    less > 0 && people > 0 && `signs out ${people} ${people === 1 ? 'person' : 'people'}`,
  ]
  return parts.filter(Boolean).join(', ')
}
