import Delete from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useController } from 'react-hook-form'
import { lacking } from '../../ui/fields'
import { Field, Pair, SaveDialog, SwitchField } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import { type PanelsPageQuery, type Panel_testFragment, useSaveLabTestMutation } from './panels.gen'
import { labNumber } from './words'

const limits = [
  ['criticalLow', 'Critical below'],
  ['low', 'Low below'],
  ['high', 'High above'],
  ['criticalHigh', 'Critical above'],
] as const

const ages = [
  ['fromMonths', 'From months'],
  ['toMonths', 'To months'],
] as const

type Number = (typeof limits)[number][0] | (typeof ages)[number][0]
type Range = Record<Number | 'speciesId', string>

interface Values {
  code: string
  name: string
  unit: string
  ranges: Range[]
  retired: boolean
}

const labels = {
  code: 'Short name',
  name: 'Name',
  unit: 'Unit (UCUM)',
  ranges: 'Ranges',
  retired: 'No longer measured',
}

const textOf = (value: number | null) => value?.toString() ?? ''

const valuesOf = ({ code, name, unit, retiredAt, ranges }: Panel_testFragment): Values => ({
  code,
  name,
  unit: unit ?? '',
  retired: retiredAt !== null,
  ranges: ranges.map((range) => ({
    speciesId: range.species.id,
    fromMonths: textOf(range.fromMonths),
    toMonths: textOf(range.toMonths),
    low: textOf(range.low),
    high: textOf(range.high),
    criticalLow: textOf(range.criticalLow),
    criticalHigh: textOf(range.criticalHigh),
  })),
})

const blank: Values = { code: '', name: '', unit: '', ranges: [], retired: false }

const numbers = [...ages, ...limits].map(([name]) => name)

const isWrong = (range: Range) =>
  range.speciesId === '' ||
  numbers.some((name) => range[name].trim() !== '' && labNumber(range[name]) === null)

const inputOf = (range: Range) => ({
  speciesId: range.speciesId,
  fromMonths: labNumber(range.fromMonths) ?? 0,
  toMonths: labNumber(range.toMonths),
  low: labNumber(range.low),
  high: labNumber(range.high),
  criticalLow: labNumber(range.criticalLow),
  criticalHigh: labNumber(range.criticalHigh),
})

interface Props {
  panelId: string
  /** Null for a new one. */
  test: Panel_testFragment | null
  species: PanelsPageQuery['species']
  latest: () => Promise<Panel_testFragment | null>
  onClose: () => void
}

export function TestDialog({ panelId, test, species, latest, onClose }: Props) {
  const [save] = useSaveLabTestMutation()
  const form = useSave<Values, Panel_testFragment>({
    labels,
    ...(test ? { thing: test, valuesOf, latest } : { start: blank }),
    check: ({ ranges }) =>
      ranges.some(isWrong) ? lacking('', 'Each range has a species, and numbers for its limits.') : null,
    show: (field, values) => (field === 'ranges' ? `${values.ranges.length} ranges` : String(values[field])),
    save: async ({ unit, ranges, ...values }, { version, headersFor }) => {
      const input = {
        ...values,
        panelId,
        unit: unit.trim() || null,
        ranges: ranges.map(inputOf),
        ...(test && { id: test.id, version }),
      }
      await save({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={test ? `Edit ${test.code}` : 'New test'}
      submitLabel="Save"
      onClose={onClose}
      width="md"
    >
      <Pair>
        <Field<Values> name="code" required autoFocus />
        <Field<Values>
          name="unit"
          slotProps={{ htmlInput: { readOnly: test !== null } }}
          helperText={test ? 'A test keeps its unit.' : 'g/L, mmol/L, 10*9/L; empty for words'}
        />
      </Pair>
      <Field<Values> name="name" required />
      <RangesField species={species} />
      {test && <SwitchField<Values> name="retired" />}
    </SaveDialog>
  )
}

function RangesField({ species }: Pick<Props, 'species'>) {
  const { field, fieldState } = useController<Values, 'ranges'>({ name: 'ranges' })
  const set = (place: number, changes: Partial<Range>) =>
    field.onChange(field.value.map((range, index) => (index === place ? { ...range, ...changes } : range)))
  const empty: Range = {
    speciesId: '',
    fromMonths: '',
    toMonths: '',
    low: '',
    high: '',
    criticalLow: '',
    criticalHigh: '',
  }
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Typography variant="h3">Reference ranges</Typography>
      {field.value.map((range, place) => (
        <Box
          key={place}
          role="group"
          aria-label={`Range ${place + 1}`}
          sx={{
            display: 'grid',
            gap: 1,
            alignItems: 'center',
            gridTemplateColumns: {
              xs: 'repeat(2, minmax(0, 1fr))',
              md: 'repeat(4, minmax(0, 1fr)) auto',
            },
          }}
        >
          <TextField
            select
            label="Species"
            sx={{ gridColumn: 'span 2' }}
            value={range.speciesId}
            onChange={({ target }) => set(place, { speciesId: target.value })}
          >
            {species.map(({ id, name }) => (
              <MenuItem key={id} value={id}>
                {name}
              </MenuItem>
            ))}
          </TextField>
          {[...ages, ...limits].map(([name, label]) => (
            <TextField
              key={name}
              label={label}
              value={range[name]}
              onChange={({ target }) => set(place, { [name]: target.value })}
              slotProps={{ htmlInput: { inputMode: 'decimal' } }}
            />
          ))}
          <IconButton
            aria-label={`Remove range ${place + 1}`}
            sx={{ gridColumn: { md: 5 }, gridRow: { md: '1 / span 2' } }}
            onClick={() => field.onChange(field.value.filter((_range, index) => index !== place))}
          >
            <Delete fontSize="small" />
          </IconButton>
        </Box>
      ))}
      {fieldState.error && (
        <Typography role="alert" color="error">
          {fieldState.error.message}
        </Typography>
      )}
      <Box>
        <Button onClick={() => field.onChange([...field.value, empty])}>Add range</Button>
      </Box>
    </Box>
  )
}
