import { patientText } from '../../ui/patient'
import { SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { type Attempt, useSave } from '../../ui/useSave'
import { microchipNumber, microchipText } from './microchip'
import { PatientFields } from './PatientFields'
import { petInputOf, petLabels, type PetValues, petValuesOf } from './petForm'
import { type PatientForm_petFragment, useSpeciesPickerQuery, useUpdatePetMutation } from './pets.gen'
import { neuterLabel, sexLabels } from './petWords'

interface Props {
  pet: PatientForm_petFragment
  latest: () => Promise<PatientForm_petFragment | null>
  onClose: () => void
}

export function EditPatientDialog({ pet, latest, onClose }: Props) {
  const { data } = useSpeciesPickerQuery()
  const nameOf = (id: string): string => {
    const terms = (data?.species ?? []).flatMap((species) => [species, ...species.breeds])
    return [...terms, pet.species, pet.breed].find((term) => term?.id === id)?.name ?? ''
  }
  const show = (field: keyof PetValues, values: PetValues): string => {
    if (field === 'speciesId' || field === 'breedId') return nameOf(values[field])
    if (field === 'sex') return sexLabels[values.sex]
    if (field === 'neuterStatus') return neuterLabel(values.neuterStatus, values.sex)
    if (field === 'birthDateEstimated') return values.birthDateEstimated ? 'Yes' : 'No'
    if (field === 'microchips') return values.microchips.map(microchipText).join('\n')
    return values[field]
  }
  const toast = useToast()
  const [update] = useUpdatePetMutation()
  const save = async (values: PetValues, { version }: Attempt, allowDuplicateMicrochip?: true) => {
    const input = { id: pet.id, version, ...petInputOf(values), allowDuplicateMicrochip }
    await update({ variables: { input } })
    toast({ message: `${patientText({ ...pet, name: input.name })}, is saved.` })
    onClose()
  }
  const form = useSave({
    labels: petLabels,
    thing: pet,
    valuesOf: petValuesOf,
    latest,
    show,
    asStored: (values) => ({ ...values, microchips: values.microchips.map(microchipNumber) }),
    save,
  })
  return (
    <SaveDialog form={form} title={`Edit ${pet.name}`} submitLabel="Save" onClose={onClose}>
      <PatientFields
        problem={form.problem}
        current={pet}
        autoFocus
        onKeepMicrochip={() => void form.submit((values, attempt) => save(values, attempt, true))}
      />
    </SaveDialog>
  )
}
