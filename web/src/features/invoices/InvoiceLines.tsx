import Delete from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import FormHelperText from '@mui/material/FormHelperText'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type ReactNode, useRef } from 'react'
import { useFieldArray, useFormContext } from 'react-hook-form'
import { freeLine, type LineForm, lineOf, type LinesForm } from './draftForm'
import { ServicePicker } from './ServicePicker'

interface Props {
  locationId: string
  /** The owner’s, whom a line can be for. */
  pets: readonly { id: string; name: string }[]
  /** Whom the first line is for until somebody says otherwise. */
  petId?: string | null
  refusal: string | undefined
  /** Each line has the least and the most that may be needed. */
  ranges?: boolean
}

/** The lines of an invoice or an estimate as they are typed; the form has them as `items`. */
export function InvoiceLines({ locationId, pets, petId, refusal, ranges = false }: Props): ReactNode {
  const { control, clearErrors } = useFormContext<LinesForm>()
  const { fields, append, remove } = useFieldArray({ control, name: 'items', keyName: 'key' })
  const picker = useRef<HTMLInputElement>(null)
  const usual = pets.find(({ id }) => id === petId) ?? (pets.length === 1 ? pets[0] : undefined)
  const lastPet = fields.at(-1)?.petId ?? usual?.id ?? ''
  const add = (line: LineForm) => append(line, { shouldFocus: false })
  return (
    // The refusal was about the lines as they were.
    <Box sx={{ display: 'grid', gap: 2 }} onInput={() => clearErrors('items')}>
      {fields.length === 0 && (
        <Typography sx={{ color: 'text.secondary' }}>There is nothing on it yet.</Typography>
      )}
      {fields.map(({ key, description, taxIncluded }, place) => (
        <Line
          key={key}
          place={place}
          name={description}
          pets={pets}
          ranges={ranges}
          priceLabel={taxIncluded ? 'Price with tax' : 'Price before tax'}
          onRemove={() => {
            remove(place)
            picker.current?.focus()
          }}
        />
      ))}
      {refusal && <FormHelperText error>{refusal}</FormHelperText>}
      <ServicePicker
        locationId={locationId}
        inputRef={picker}
        onChoose={(service) => add(lineOf(service, lastPet))}
        onFree={(text) => add(freeLine(text, lastPet))}
      />
    </Box>
  )
}

interface LineProps {
  place: number
  name: string
  pets: readonly { id: string; name: string }[]
  ranges: boolean
  priceLabel: string
  onRemove: () => void
}

function Line({ place, name, pets, ranges, priceLabel, onRemove }: LineProps) {
  const { register, watch, setValue } = useFormContext<LinesForm>()
  const at = `items.${place}` as const
  const decimal = { htmlInput: { inputMode: 'decimal' as const } }
  return (
    <Box
      role="group"
      aria-label={`Line ${place + 1}: ${name}`}
      sx={{
        display: 'grid',
        gap: 1,
        alignItems: 'start',
        gridTemplateColumns: {
          xs: '1fr 1fr 1fr',
          sm: `minmax(0, 1fr) 120px ${ranges ? '84px ' : ''}84px 150px 84px 40px`,
        },
        '& > :first-of-type': { gridColumn: { xs: '1 / -1', sm: 'auto' } },
        pb: { xs: 1.5, sm: 0 },
        borderBottom: { xs: 1, sm: 0 },
        borderColor: 'divider',
      }}
    >
      <TextField label="Description" size="small" {...register(`${at}.description`)} />
      <TextField
        select
        label="Patient"
        size="small"
        value={watch(`${at}.petId`)}
        onChange={({ target }) => setValue(`${at}.petId`, target.value, { shouldDirty: true })}
      >
        <MenuItem value="">–</MenuItem>
        {pets.map((pet) => (
          <MenuItem key={pet.id} value={pet.id}>
            {pet.name}
          </MenuItem>
        ))}
      </TextField>
      {ranges && (
        <TextField label="At least" size="small" slotProps={decimal} {...register(`${at}.lowQuantity`)} />
      )}
      <TextField
        label={ranges ? 'At most' : 'Quantity'}
        size="small"
        slotProps={decimal}
        {...register(`${at}.quantity`)}
      />
      <TextField label={priceLabel} size="small" slotProps={decimal} {...register(`${at}.price`)} />
      <TextField label="Less %" size="small" slotProps={decimal} {...register(`${at}.discount`)} />
      <IconButton aria-label={`Remove ${name}`} onClick={onRemove} sx={{ justifySelf: 'end' }}>
        <Delete fontSize="small" />
      </IconButton>
    </Box>
  )
}
