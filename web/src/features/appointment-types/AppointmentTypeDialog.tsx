import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { useFormContext } from 'react-hook-form'
import { Field, Pair, SaveDialog, SwitchField } from '../../ui/SaveDialog'
import { equipmentWords } from '../../ui/equipment'
import { useToast } from '../../ui/toasts'
import { ColourDot, colourWords } from '../../ui/typeColour'
import { useSave } from '../../ui/useSave'
import { useCreateAppointmentTypeMutation, useUpdateAppointmentTypeMutation } from './appointment-types.gen'
import {
  type AppointmentType,
  categories,
  inputOf,
  labels,
  onlineWords,
  show,
  start,
  type Values,
  valuesOf,
} from './typeForm'

type Species = ReadonlyArray<{ id: string; name: string }>

const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => (
    <MenuItem key={value} value={value}>
      {label}
    </MenuItem>
  ))

const figure = { htmlInput: { inputMode: 'numeric' } } as const

function TypeFields({ species }: { species: Species }) {
  const { watch, formState } = useFormContext<Values>()
  const ofSpecies = formState.errors.speciesDurations?.message
  return (
    <>
      <Field<Values> name="name" required autoFocus helperText="As owners see it." />
      <Pair>
        <Field<Values> name="category" select>
          {optionsOf(categories)}
        </Field>
        <Field<Values> name="colour" select>
          {Object.entries(colourWords).map(([colour, label]) => (
            <MenuItem key={colour} value={colour}>
              <ColourDot colour={colour as Values['colour']} /> {label}
            </MenuItem>
          ))}
        </Field>
      </Pair>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: 'repeat(3, 1fr)' } }}>
        <Field<Values> name="durationMinutes" required slotProps={figure} />
        <Field<Values> name="bufferBeforeMinutes" required slotProps={figure} />
        <Field<Values> name="bufferAfterMinutes" required slotProps={figure} />
      </Box>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        Preparation and cleaning take the vet, the room and the equipment, not the patient.
      </Typography>
      <SwitchField<Values> name="needsRoom" label="Needs a room: a free one is booked with it" />
      <Field<Values>
        name="equipmentKinds"
        select
        helperText="A free one of each is booked with it."
        slotProps={{
          select: {
            multiple: true,
            displayEmpty: true,
            renderValue: (kinds) =>
              (kinds as Values['equipmentKinds']).map((kind) => equipmentWords[kind]).join(', ') || 'None',
          },
          inputLabel: { shrink: true },
        }}
      >
        {optionsOf(equipmentWords)}
      </Field>
      <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, minWidth: 0 }}>
        <Typography variant="subtitle2" component="legend" sx={{ mb: 1 }}>
          Minutes by species, where they differ
        </Typography>
        <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr 1fr', sm: 'repeat(4, 1fr)' } }}>
          {species.map(({ id, name }) => (
            <Field<Values>
              key={id}
              name={`speciesDurations.${id}`}
              label={name}
              placeholder="as usual"
              slotProps={{ ...figure, inputLabel: { shrink: true } }}
            />
          ))}
        </Box>
        {typeof ofSpecies === 'string' && (
          <Typography role="alert" variant="body2" sx={{ color: 'error.main', mt: 1 }}>
            {ofSpecies}
          </Typography>
        )}
      </Box>
      <Field<Values> name="onlineBooking" select>
        {optionsOf(onlineWords)}
      </Field>
      {watch('onlineBooking') !== 'NOBODY' && (
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: 'repeat(3, 1fr)' } }}>
          <Field<Values> name="onlineNoticeHours" required slotProps={figure} />
          <Field<Values> name="onlineHorizonDays" required slotProps={figure} />
          <Field<Values> name="onlineDailyCap" placeholder="no limit" slotProps={figure} />
        </Box>
      )}
    </>
  )
}

interface NewProps {
  species: Species
  onClose: () => void
}

export function NewAppointmentTypeDialog({ species, onClose }: NewProps) {
  const toast = useToast()
  const [create] = useCreateAppointmentTypeMutation({
    update: (cache) => void cache.evict({ fieldName: 'appointmentTypes' }),
  })
  const form = useSave<Values>({
    labels,
    start: start(species),
    save: async (values, { headersFor }) => {
      const input = inputOf(values)
      await create({ variables: { input }, context: headersFor(input) })
      toast({ message: `${values.name.trim()} can be booked now.` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title="New appointment type" submitLabel="Add" onClose={onClose}>
      <TypeFields species={species} />
    </SaveDialog>
  )
}

interface EditProps extends NewProps {
  type: AppointmentType
  latest: () => Promise<AppointmentType | null>
}

export function EditAppointmentTypeDialog({ type, species, latest, onClose }: EditProps) {
  const toast = useToast()
  const [update] = useUpdateAppointmentTypeMutation()
  const form = useSave<Values, AppointmentType>({
    labels,
    thing: type,
    valuesOf: (thing) => valuesOf(thing, species),
    latest,
    show,
    save: async (values, { version }) => {
      await update({ variables: { input: { id: type.id, version, ...inputOf(values) } } })
      toast({ message: `${values.name.trim()} is saved. Visits that are booked stay as they are.` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`Edit ${type.name}`} submitLabel="Save" onClose={onClose}>
      <TypeFields species={species} />
    </SaveDialog>
  )
}
