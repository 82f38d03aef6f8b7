import { FormDialog } from '../../ui/FormDialog'
import { patientText } from '../../ui/patient'
import { useToast } from '../../ui/toasts'
import { useVersionedForm } from '../../ui/versionedForm'
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
  const { fields, notice, problem, error, save } = useVersionedForm(pet, {
    labels: petLabels,
    valuesOf: petValuesOf,
    latest,
    show,
    asStored: (values) => ({ ...values, microchips: values.microchips.map(microchipNumber) }),
  })
  const toast = useToast()
  const [update, { loading }] = useUpdatePetMutation()
  const submit = (allowDuplicateMicrochip = false) =>
    save(async (version) => {
      const input = {
        id: pet.id,
        version,
        ...petInputOf(fields.values),
        ...(allowDuplicateMicrochip && { allowDuplicateMicrochip }),
      }
      await update({ variables: { input } })
      toast({ message: `${patientText({ ...pet, name: input.name })}, is saved.` })
      onClose()
    })
  return (
    <FormDialog
      title={`Edit ${pet.name}`}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Save"
      busy={loading}
      error={error}
    >
      {notice}
      <PatientFields
        fields={fields}
        problem={problem}
        current={pet}
        autoFocus
        onKeepMicrochip={() => void submit(true)}
      />
    </FormDialog>
  )
}
