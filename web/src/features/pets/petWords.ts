import type { NeuterStatus, PetStatus, Sex } from '../../gql/types'
import type { Tone } from '../../ui/Tag'

export const sexLabels: Record<Sex, string> = { FEMALE: 'Female', MALE: 'Male', UNKNOWN: 'Sex unknown' }

export const statusLooks: Record<PetStatus, { label: string; tone: Tone }> = {
  ACTIVE: { label: 'Active', tone: 'good' },
  INACTIVE: { label: 'Inactive', tone: 'warn' },
  DECEASED: { label: 'Deceased', tone: 'neutral' },
  TRANSFERRED: { label: 'Transferred', tone: 'info' },
}

/** What a desk says: a spayed female, a neutered male. */
export function neuterLabel(neuterStatus: NeuterStatus, sex: Sex): string {
  if (neuterStatus === 'INTACT') return 'Intact'
  if (neuterStatus === 'UNKNOWN') return 'Neuter status unknown'
  return sex === 'FEMALE' ? 'Spayed' : 'Neutered'
}

export function kindOf(pet: { species: { name: string }; breed: { name: string } | null }): string {
  return pet.breed ? `${pet.breed.name}, ${pet.species.name.toLowerCase()}` : pet.species.name
}
