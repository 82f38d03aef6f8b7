import Delete from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import FormHelperText from '@mui/material/FormHelperText'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type ReactNode, useRef } from 'react'
import { useFieldArray, useFormContext } from 'react-hook-form'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import {
  type Draft,
  type DraftForm,
  discountOf,
  formOf,
  freeLine,
  itemsOf,
  type LineForm,
  lineOf,
  linesInWords,
  problemOfForm,
} from './draftForm'
import { useUpdateInvoiceMutation } from './invoices.gen'
import { ServicePicker } from './ServicePicker'

const labels = { items: 'Lines', discount: 'Discount on the whole invoice', discountIn: 'Discount in' }

interface Props {
  invoice: Draft
  /** Fetches the draft anew when somebody else was faster. */
  latest: () => Promise<Draft | null>
  onClose: () => void
}

/** The lines and the discount of a draft, which two people may have open. */
export function InvoiceEditor({ invoice, latest, onClose }: Props) {
  const { currency } = invoice
  const toast = useToast()
  const [update] = useUpdateInvoiceMutation()
  const form = useSave<DraftForm, Draft>({
    labels,
    thing: invoice,
    valuesOf: formOf,
    latest,
    show: (field, values) => (field === 'items' ? linesInWords(values.items) : String(values[field])),
    check: (values) => problemOfForm(values, currency),
    save: async (values, { version, headersFor }) => {
      const input = {
        id: invoice.id,
        version,
        items: itemsOf(values, currency),
        discount: discountOf(values, currency),
      }
      await update({ variables: { input }, context: headersFor(input) })
      toast({ message: 'The draft is saved.' })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title="Edit invoice" submitLabel="Save" onClose={onClose} width="md">
      <Lines invoice={invoice} refusal={form.fields.formState.errors.items?.message as string | undefined} />
      <Box sx={{ display: 'flex', gap: 1, maxWidth: 420 }}>
        <Field<DraftForm>
          name="discount"
          sx={{ flex: 1 }}
          slotProps={{ htmlInput: { inputMode: 'decimal' } }}
        />
        <Field<DraftForm> name="discountIn" select sx={{ width: 120 }}>
          <MenuItem value="percent">%</MenuItem>
          <MenuItem value="amount">{currency}</MenuItem>
        </Field>
      </Box>
    </SaveDialog>
  )
}

function Lines({ invoice, refusal }: { invoice: Draft; refusal: string | undefined }): ReactNode {
  const { control, clearErrors } = useFormContext<DraftForm>()
  const { fields, append, remove } = useFieldArray({ control, name: 'items', keyName: 'key' })
  const picker = useRef<HTMLInputElement>(null)
  const pets = invoice.owner?.pets?.nodes ?? []
  const lastPet = fields.at(-1)?.petId ?? (pets.length === 1 ? pets[0]!.id : '')
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
          priceLabel={taxIncluded ? 'Price with tax' : 'Price before tax'}
          onRemove={() => {
            remove(place)
            picker.current?.focus()
          }}
        />
      ))}
      {refusal && <FormHelperText error>{refusal}</FormHelperText>}
      <ServicePicker
        locationId={invoice.location?.id ?? ''}
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
  priceLabel: string
  onRemove: () => void
}

function Line({ place, name, pets, priceLabel, onRemove }: LineProps) {
  const { register, watch, setValue } = useFormContext<DraftForm>()
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
          sm: 'minmax(0, 1fr) 120px 84px 150px 84px 40px',
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
      <TextField label="Quantity" size="small" slotProps={decimal} {...register(`${at}.quantity`)} />
      <TextField label={priceLabel} size="small" slotProps={decimal} {...register(`${at}.price`)} />
      <TextField label="Less %" size="small" slotProps={decimal} {...register(`${at}.discount`)} />
      <IconButton aria-label={`Remove ${name}`} onClick={onRemove} sx={{ justifySelf: 'end' }}>
        <Delete fontSize="small" />
      </IconButton>
    </Box>
  )
}
