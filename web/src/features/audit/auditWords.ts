import { choices } from '../../gql/choices'
import type { AuditBreakReason } from '../../gql/types'
import { patientText } from '../../ui/patient'
import { statusLabel, type StatusName } from '../../ui/StatusChip'
import type { AuditRow_entryFragment } from './audit.gen'
import type { EntryThingQuery } from './entry.gen'

/** `MedicalRecord` as people write it. */
export function entityText(entity: string): string {
  const words = entity.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

type Who = Pick<AuditRow_entryFragment, 'actor' | 'client' | 'automatic'>

export const whoText = ({ actor, client, automatic }: Who): string =>
  actor?.name ?? client?.name ?? (automatic ? 'The hospital itself' : 'Nobody signed in')

/** The patient and the client, or the person, that a thing of the log is about; null when it is not known. */
export function thingText(thing: EntryThingQuery | undefined): string | null {
  const pet = thing?.pet ?? thing?.appointment?.pet ?? thing?.invoice?.pet
  if (pet) return patientText(pet)
  return (thing?.owner ?? thing?.user ?? thing?.invoice?.owner)?.name ?? null
}

/** `address.postalCode` and `vetId` as people write them. */
export function fieldText(field: string): string {
  const words = field
    .replace(/Id$/, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('.', ' › ')
    .toLowerCase()
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** Fields that the database keeps for itself: the own id, the version, and instants of writing. */
const isBookkeeping = (field: string): boolean =>
  /^(id|version|createdAt|updatedAt)$/.test(field.split('.').at(-1) ?? '')

/** The changes that somebody made, without what the database notes beside them. */
export const changesMade = (changes: AuditRow_entryFragment['changes']): AuditRow_entryFragment['changes'] =>
  changes.filter(({ field }) => !isBookkeeping(field))

const maxNamed = 4

/** The fields of a thing that were changed; nothing of what was only noted, or made. */
export function changedText(changes: AuditRow_entryFragment['changes']): string {
  if (changes.every(({ before }) => before === null)) return ''
  const made = changesMade(changes)
  const named = made.slice(0, maxNamed).map(({ field }) => fieldText(field))
  const more = made.length - named.length
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '')
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/

const abbreviations: Readonly<Record<string, string>> = { EMAIL: 'E-mail', SMS: 'SMS' }

/** Why a session ended; other reasons are what somebody wrote. */
const endReasons: Readonly<Record<string, string>> = {
  LOGOUT: 'Signed out',
  TOKEN_REUSE: 'It was stolen and used',
  REVOKED: 'Signed out from elsewhere',
  DEACTIVATED: 'Account deactivated',
  ROLES_CHANGED: 'Roles changed',
  PASSWORD_CHANGED: 'Password changed',
  EMAIL_CHANGED: 'E-mail address changed',
  SECOND_FACTOR_CHANGED: 'Second factor changed',
  SWITCHED: 'Somebody else took over',
  IDLE: 'Nobody touched the workstation',
}

/** A value from a list as people say it: `IN_EXAM` is “In exam”; what somebody wrote stays as it was written. */
function choiceText(value: string, field: string): string {
  if (field === 'reason' && value in endReasons) return endReasons[value]!
  if (!choices[field.split('.').at(-1)!]?.includes(value)) return value
  const label = statusLabel(value as StatusName)
  if (label !== value) return label
  const words = value.replaceAll('_', ' ').toLowerCase()
  return abbreviations[value] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** A value of the log in words; instants are handed to `clock`. */
export function valueText(value: unknown, field: string, clock: (instant: string) => string): string {
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'string') return instant.test(value) ? clock(value) : choiceText(value, field)
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value) && value.every((part) => typeof part !== 'object')) {
    return value.length === 0 ? '–' : value.map((part) => valueText(part, field, clock)).join(', ')
  }
  return JSON.stringify(value, null, 2)
}

export const breaks: Readonly<Record<AuditBreakReason, string>> = {
  CHANGED: 'is not what was written',
  REMOVED: 'was taken out',
  TRUNCATED: 'and everything after it was cut off',
  ADDED: 'was put behind the end',
  REWRITTEN: 'is not the one the checkpoint was made of: the log was written anew',
}
