import { formatDay } from './format'

type Sex = 'FEMALE' | 'MALE' | 'UNKNOWN'
type NeuterStatus = 'NEUTERED' | 'INTACT' | 'UNKNOWN'
type PetEditField =
  'NAME' | 'BREED' | 'SEX' | 'NEUTER_STATUS' | 'DATE_OF_BIRTH' | 'BIRTH_DATE_ESTIMATED' | 'COLOR'

/** What is known of an animal that its owner may change. */
export interface PetFacts {
  name: string | null
  breed: { name: string } | null
  sex: Sex | null
  neuterStatus: NeuterStatus | null
  dateOfBirth: string | null
  birthDateEstimated: boolean | null
  color: string | null
}

export const petFieldLabels: Readonly<Record<PetEditField, string>> = {
  NAME: 'Name',
  BREED: 'Breed',
  SEX: 'Sex',
  NEUTER_STATUS: 'Neutered',
  DATE_OF_BIRTH: 'Date of birth',
  BIRTH_DATE_ESTIMATED: 'Date is an estimate',
  COLOR: 'Colour and marks',
}

export const sexWords: Readonly<Record<Sex, string>> = {
  FEMALE: 'Female',
  MALE: 'Male',
  UNKNOWN: 'Not known',
}

export const neuterWords: Readonly<Record<NeuterStatus, string>> = {
  NEUTERED: 'Yes',
  INTACT: 'No',
  UNKNOWN: 'Not known',
}

/** One of them as people read it; null for what is not known. */
export function petFieldText(facts: PetFacts, field: PetEditField): string | null {
  switch (field) {
    case 'NAME':
      return facts.name
    case 'BREED':
      return facts.breed?.name ?? null
    case 'SEX':
      return facts.sex && sexWords[facts.sex]
    case 'NEUTER_STATUS':
      return facts.neuterStatus && neuterWords[facts.neuterStatus]
    case 'DATE_OF_BIRTH':
      return facts.dateOfBirth && formatDay(facts.dateOfBirth, 'dated')
    case 'BIRTH_DATE_ESTIMATED':
      return facts.birthDateEstimated ? 'Yes' : 'No'
    case 'COLOR':
      return facts.color
  }
}
