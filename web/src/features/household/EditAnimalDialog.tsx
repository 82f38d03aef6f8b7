import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import type { NeuterStatus, PetEditPolicy, Sex } from '../../gql/types'
import { todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { neuterWords, petFieldLabels, sexWords } from '../../ui/petEdits'
import { Field, Pair, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { type Animal_petFragment, useAnimalBreedsQuery, useEditMyPetMutation } from './animal.gen'

interface Props {
  pet: Animal_petFragment
  policy: PetEditPolicy
  latest: () => Promise<Animal_petFragment | null>
  onClose: () => void
}

const labels = {
  name: petFieldLabels.NAME,
  breedId: petFieldLabels.BREED,
  sex: petFieldLabels.SEX,
  neuterStatus: petFieldLabels.NEUTER_STATUS,
  dateOfBirth: petFieldLabels.DATE_OF_BIRTH,
  birthDateEstimated: petFieldLabels.BIRTH_DATE_ESTIMATED,
  color: petFieldLabels.COLOR,
}

interface Values {
  name: string
  breedId: string
  sex: Sex
  neuterStatus: NeuterStatus
  dateOfBirth: string
  birthDateEstimated: boolean
  color: string
}

const valuesOf = (pet: Animal_petFragment): Values => ({
  name: pet.name,
  breedId: pet.breed?.id ?? '',
  sex: pet.sex,
  neuterStatus: pet.neuterStatus,
  dateOfBirth: pet.dateOfBirth ?? '',
  birthDateEstimated: pet.birthDateEstimated,
  color: pet.color ?? '',
})

const options = <Key extends string>(words: Readonly<Record<Key, string>>) =>
  (Object.keys(words) as Key[]).map((key) => (
    <MenuItem key={key} value={key}>
      {words[key]}
    </MenuItem>
  ))

/** A client changes what is known of an animal, or asks for it. */
export function EditAnimalDialog({ pet, policy, latest, onClose }: Props) {
  const { timeZone } = useCurrentLocation()
  const toast = useToast()
  const [edit] = useEditMyPetMutation()
  const { data } = useAnimalBreedsQuery()
  const breeds = data?.species.find(({ id }) => id === pet.species.id)?.breeds ?? []
  const kept = pet.breed && !breeds.some(({ id }) => id === pet.breed?.id) ? [pet.breed] : []
  const asks = policy === 'REQUEST'
  const form = useSave<Values, Animal_petFragment>({
    labels,
    thing: pet,
    valuesOf,
    latest,
    save: async (values, { version }) => {
      const input = {
        id: pet.id,
        version,
        name: values.name.trim(),
        breedId: values.breedId || null,
        sex: values.sex,
        neuterStatus: values.neuterStatus,
        dateOfBirth: values.dateOfBirth || null,
        birthDateEstimated: values.dateOfBirth !== '' && values.birthDateEstimated,
        color: values.color.trim() || null,
      }
      await edit({ variables: { input } })
      toast({ message: asks ? 'Sent. The hospital looks at it.' : 'Saved. The hospital sees it at once.' })
      onClose()
    },
  })
  const { dateOfBirth, birthDateEstimated } = form.fields.watch()
  return (
    <SaveDialog
      form={form}
      title={`Edit ${pet.name}`}
      submitLabel={asks ? 'Send to the hospital' : 'Save'}
      onClose={onClose}
    >
      {asks && (
        <Typography sx={{ color: 'text.secondary' }}>
          The hospital looks at what you change before it counts.
        </Typography>
      )}
      <Field<Values> name="name" required autoComplete="off" />
      <Pair>
        <Field<Values> name="breedId" select>
          <MenuItem value="">Not known</MenuItem>
          {[...breeds, ...kept].map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </Field>
        <Field<Values> name="color" autoComplete="off" />
        <Field<Values> name="sex" select>
          {options(sexWords)}
        </Field>
        <Field<Values> name="neuterStatus" select>
          {options(neuterWords)}
        </Field>
        <Field<Values>
          name="dateOfBirth"
          type="date"
          slotProps={{ inputLabel: { shrink: true }, htmlInput: { max: todayIn(timeZone) } }}
        />
        <FormControlLabel
          label={labels.birthDateEstimated}
          disabled={dateOfBirth === ''}
          control={
            <Checkbox
              checked={dateOfBirth !== '' && birthDateEstimated}
              onChange={(_, checked) => form.fields.setValue('birthDateEstimated', checked)}
            />
          }
        />
      </Pair>
    </SaveDialog>
  )
}
