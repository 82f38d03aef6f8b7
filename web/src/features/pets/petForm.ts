import type { CreatePetInput, NeuterStatus, Sex } from '../../gql/types'
import { microchipNumber } from './microchip'
import type { PatientForm_petFragment } from './pets.gen'

export interface PetValues {
  name: string
  speciesId: string
  breedId: string
  sex: Sex
  neuterStatus: NeuterStatus
  dateOfBirth: string
  birthDateEstimated: boolean
  color: string
  microchips: string[]
  notes: string
}

export const emptyPet: PetValues = {
  name: '',
  speciesId: '',
  breedId: '',
  sex: 'UNKNOWN',
  neuterStatus: 'UNKNOWN',
  dateOfBirth: '',
  birthDateEstimated: false,
  color: '',
  microchips: [''],
  notes: '',
}

export const petLabels: Record<keyof PetValues, string> = {
  name: 'Name',
  speciesId: 'Species',
  breedId: 'Breed',
  sex: 'Sex',
  neuterStatus: 'Neutered',
  dateOfBirth: 'Date of birth',
  birthDateEstimated: 'The date is an estimate',
  color: 'Colour and marks',
  microchips: 'Microchip',
  notes: 'Notes',
}

export const petValuesOf = (pet: PatientForm_petFragment): PetValues => ({
  name: pet.name,
  speciesId: pet.species.id,
  breedId: pet.breed?.id ?? '',
  sex: pet.sex,
  neuterStatus: pet.neuterStatus,
  dateOfBirth: pet.dateOfBirth ?? '',
  birthDateEstimated: pet.birthDateEstimated,
  color: pet.color ?? '',
  microchips: pet.microchips.length > 0 ? pet.microchips.map(({ number }) => number) : [''],
  notes: pet.notes ?? '',
})

const orNull = (text: string): string | null => text.trim() || null

export const petInputOf = (values: PetValues): Omit<CreatePetInput, 'ownerId'> => ({
  name: values.name.trim(),
  speciesId: values.speciesId,
  breedId: orNull(values.breedId),
  sex: values.sex,
  neuterStatus: values.neuterStatus,
  dateOfBirth: orNull(values.dateOfBirth),
  birthDateEstimated: values.dateOfBirth !== '' && values.birthDateEstimated,
  color: orNull(values.color),
  microchips: [...new Set(values.microchips.map(microchipNumber).filter((number) => number !== ''))],
  notes: orNull(values.notes),
})
