import type { Recent } from '../../ui/recents'
import type { GlobalSearchQuery } from './search.gen'

export interface Result {
  id: string
  kind: 'patient' | 'client' | 'page' | 'action'
  label: string
  detail: string
  /** Where it leads; an action runs instead. */
  to?: string
  run?: () => void
  /** The patient a booking can be made for. */
  petId?: string
  note?: string
  photo?: { id: string } | null
  /** What whoever handles the patient must know. */
  alerts?: readonly string[]
}

export interface Group {
  title: string
  results: Result[]
}

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '')

/** The microchip or phone that the typed digits are a part of: it tells why a result is one. */
export function matchedNumber(
  text: string,
  numbers: readonly (string | null | undefined)[],
): string | undefined {
  const digits = digitsOf(text)
  if (digits.length < 4 || digits.length < text.trim().length / 2) return undefined
  return numbers.find((number) => number && digitsOf(number).includes(digits)) ?? undefined
}

const patientTo = (id: string): string => `/patients/${id}`
const clientTo = (id: string): string => `/clients/${id}`

export function recentResults(recents: readonly Recent[]): Result[] {
  return recents.map(({ kind, id, label, detail }) => ({
    id: `recent-${kind}-${id}`,
    kind,
    label,
    detail,
    to: kind === 'patient' ? patientTo(id) : clientTo(id),
    ...(kind === 'patient' && { petId: id }),
  }))
}

export function foundResults(text: string, data: GlobalSearchQuery | undefined): Group[] {
  const patients = (data?.pets?.nodes ?? []).map((pet): Result => {
    const number = matchedNumber(text, [
      ...pet.microchips.map((chip) => chip.number),
      pet.owner?.phone ?? null,
    ])
    return {
      id: `patient-${pet.id}`,
      kind: 'patient',
      label: pet.name,
      photo: pet.photo,
      detail: [
        pet.breed ? `${pet.breed.name}, ${pet.species.name.toLowerCase()}` : pet.species.name,
        pet.owner?.name,
        number,
      ]
        .filter(Boolean)
        .join(' · '),
      to: patientTo(pet.id),
      ...(pet.alerts.length > 0 && { alerts: pet.alerts }),
      ...(pet.status === 'ACTIVE'
        ? { petId: pet.id }
        : { note: pet.status.charAt(0) + pet.status.slice(1).toLowerCase() }),
    }
  })
  const clients = (data?.owners?.nodes ?? []).map((owner): Result => ({
    id: `client-${owner.id}`,
    kind: 'client',
    label: owner.name,
    detail: [owner.phone, owner.email].filter(Boolean).join(' · '),
    to: clientTo(owner.id),
  }))
  return [
    { title: 'Patients', results: patients },
    { title: 'Clients', results: clients },
  ]
}

/** Every word that was typed begins a word of the label: "ne bo" finds "New booking". */
export function fits(text: string, label: string): boolean {
  const words = label.toLowerCase().split(/\s+/)
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)))
}

export function announcement(count: number, text: string): string {
  if (text === '') return ''
  return count === 0 ? `Nothing found for ${text}` : `${count} ${count === 1 ? 'result' : 'results'}`
}
