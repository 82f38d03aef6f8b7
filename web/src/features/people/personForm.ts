import type { RoleAssignmentInput } from '../../gql/types'
import type { Problem } from '../../ui/errors'
import { lacking } from '../../ui/fields'
import type { Person_userFragment } from './people.gen'

/** A role to hold; `locationId` is empty for every location. */
export interface HeldRole {
  roleId: string
  locationId: string
}

export interface PersonValues {
  firstName: string
  lastName: string
  email: string
  title: string
  phone: string
  roles: readonly HeldRole[]
  prescriberNumber: string
  prescriberExpiresOn: string
}

export const emptyPerson: PersonValues = {
  firstName: '',
  lastName: '',
  email: '',
  title: '',
  phone: '',
  roles: [],
  prescriberNumber: '',
  prescriberExpiresOn: '',
}

export const personLabels: Record<keyof PersonValues, string> = {
  firstName: 'First name',
  lastName: 'Last name',
  email: 'E-mail',
  title: 'Job title',
  phone: 'Phone',
  roles: 'Roles',
  prescriberNumber: 'Prescriber number',
  prescriberExpiresOn: 'Valid until',
}

export const valuesOf = (person: Person_userFragment): PersonValues => ({
  firstName: person.firstName,
  lastName: person.lastName,
  email: person.email ?? '',
  title: person.title ?? '',
  phone: person.phone ?? '',
  roles: person.roles.map(({ role, location }) => ({ roleId: role.id, locationId: location?.id ?? '' })),
  prescriberNumber: person.prescriberNumber ?? '',
  prescriberExpiresOn: person.prescriberExpiresOn ?? '',
})

const orNull = (text: string): string | null => text.trim() || null

const rolesOf = (roles: readonly HeldRole[]): RoleAssignmentInput[] =>
  roles.map(({ roleId, locationId }) => ({ roleId, locationId: locationId || null }))

/** What must be filled in before the hospital can be asked. */
export function lackingIn(values: PersonValues): Problem | null {
  return values.roles.every(({ roleId }) => roleId !== '')
    ? null
    : lacking('roles', 'Choose the role, or take the line away.')
}

export const inputOf = (values: PersonValues) => ({
  firstName: values.firstName.trim(),
  lastName: values.lastName.trim(),
  email: values.email.trim(),
  title: orNull(values.title),
  phone: orNull(values.phone),
  roles: rolesOf(values.roles),
  prescriberNumber: orNull(values.prescriberNumber),
  prescriberExpiresOn: orNull(values.prescriberExpiresOn),
})

/** The roles one holds by name: “Veterinarian · Harbour Street, Receptionist”. */
export const rolesText = (roles: Person_userFragment['roles']): string =>
  roles.map(({ role, location }) => (location ? `${role.name} · ${location.name}` : role.name)).join(', ')
