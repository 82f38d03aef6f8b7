import { skipToken } from '@apollo/client/react'
import Add from '@mui/icons-material/Add'
import Delete from '@mui/icons-material/DeleteOutlined'
import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import { useController, useFieldArray, useFormContext } from 'react-hook-form'
import { shownBy } from '../../ui/fields'
import { Field } from '../../ui/SaveDialog'
import { useDebounced } from '../../ui/useDebounced'
import { emptyLine, type PlanForm } from './planForm'
import { usePlannableServicesQuery } from './treatment-plans.gen'

/** The lines of a plan as they are typed. */
export function PlanLines() {
  const { control, clearErrors } = useFormContext<PlanForm>()
  const { fields, append, remove } = useFieldArray({ control, name: 'lines', keyName: 'key' })
  return (
    // A refusal was about the lines as they were.
    <Box sx={{ display: 'grid', gap: 2 }} onInput={() => clearErrors('lines')}>
      {fields.map(({ key }, place) => (
        <Line key={key} place={place} onRemove={() => remove(place)} />
      ))}
      <Button startIcon={<Add />} onClick={() => append(emptyLine)} sx={{ justifySelf: 'start' }}>
        Add line
      </Button>
    </Box>
  )
}

function Line({ place, onRemove }: { place: number; onRemove: () => void }) {
  const { watch, setValue } = useFormContext<PlanForm>()
  const decimal = { htmlInput: { inputMode: 'decimal' as const } }
  return (
    <Box
      role="group"
      aria-label={`Line ${place + 1}`}
      sx={{
        display: 'grid',
        gap: 1,
        alignItems: 'start',
        gridTemplateColumns: { xs: '1fr 1fr 40px', sm: 'minmax(0, 1fr) 96px 96px 150px 40px' },
        '& > :first-of-type': { gridColumn: { xs: '1 / -1', sm: 'auto' } },
      }}
    >
      <DescriptionField place={place} />
      <Field<PlanForm>
        name={`lines.${place}.lowQuantity`}
        label="At least"
        size="small"
        slotProps={decimal}
      />
      <Field<PlanForm>
        name={`lines.${place}.highQuantity`}
        label="At most"
        size="small"
        slotProps={decimal}
      />
      <FormControlLabel
        label="Recommended"
        sx={{ gridRow: { xs: 3, sm: 'auto' }, gridColumn: { xs: '1 / -1', sm: 'auto' }, m: 0 }}
        control={
          <Checkbox
            checked={watch(`lines.${place}.recommended`)}
            onChange={(_event, checked) =>
              setValue(`lines.${place}.recommended`, checked, { shouldDirty: true })
            }
          />
        }
      />
      <IconButton aria-label={`Remove line ${place + 1}`} onClick={onRemove}>
        <Delete fontSize="small" />
      </IconButton>
    </Box>
  )
}

/** What is to be done in the vet’s words, or an entry of the price list, by which it is estimated. */
function DescriptionField({ place }: { place: number }) {
  const bound = useController<PlanForm, `lines.${number}.description`>({ name: `lines.${place}.description` })
  const { field } = bound
  const { watch, setValue } = useFormContext<PlanForm>()
  const serviceId = watch(`lines.${place}.serviceId`)
  const choose = (id: string | null) => setValue(`lines.${place}.serviceId`, id, { shouldDirty: true })
  const search = useDebounced(field.value.trim(), 150)
  const isSearched = search !== '' && serviceId === null
  const { data } = usePlannableServicesQuery(isSearched ? { variables: { search } } : skipToken)
  return (
    <Autocomplete
      freeSolo
      options={isSearched ? (data?.services.nodes ?? []) : []}
      filterOptions={(all) => all}
      getOptionLabel={(option) => (typeof option === 'string' ? option : option.name)}
      getOptionKey={(option) => (typeof option === 'string' ? option : option.id)}
      inputValue={field.value}
      onInputChange={(_event, text, reason) => {
        if (reason !== 'input' && reason !== 'clear') return
        field.onChange(text)
        choose(null)
      }}
      onChange={(_event, option) => {
        if (option === null || typeof option === 'string') return
        field.onChange(option.name)
        choose(option.id)
      }}
      renderInput={(input) => (
        <TextField
          {...input}
          label="What is to be done"
          size="small"
          {...shownBy(bound, serviceId ? 'Estimated by the price list' : 'Estimated by hand')}
        />
      )}
    />
  )
}
