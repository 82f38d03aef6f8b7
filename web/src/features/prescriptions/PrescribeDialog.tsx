import { skipToken } from '@apollo/client/react'
import Alert from '@mui/material/Alert'
import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import {
  type DosePickerQuery,
  type Prescriptions_petFragment,
  useDoseForQuery,
  useDosePickerQuery,
  usePrescribeMutation,
  usePrescriptionStopsQuery,
} from './prescriptions.gen'
import { type Problem, problemOf } from '../../ui/errors'
import { useFields, wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useCurrentLocation } from '../../ui/location'
import { useDebounced } from '../../ui/useDebounced'
import { amountOf } from './amount'

type FormularyDose = DosePickerQuery['formularyDoses']['nodes'][number]

interface Props {
  pet: Pick<Prescriptions_petFragment, 'id' | 'name' | 'species'>
  onClose: () => void
}

const fieldsShown = ['dose', 'quantity', 'repeats', 'expiresOn', 'instructions', 'formularyDoseId']

/** Prescribes by the formulary: the dose is computed from the weight, and what speaks against it shows while typing. */
export function PrescribeDialog({ pet, onClose }: Props) {
  const location = useCurrentLocation()
  const [medicine, setMedicine] = useState<FormularyDose | null>(null)
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const { values, set, text } = useFields({
    dose: '',
    quantity: '',
    repeats: '0',
    expiresOn: '',
    instructions: '',
  })
  const [problem, setProblem] = useState<Problem | null>(null)
  const { headersFor, done } = useIdempotencyKey()
  const [prescribe, { loading }] = usePrescribeMutation()
  const { data: computed, error: notComputed } = useDoseForQuery(
    medicine ? { variables: { petId: pet.id, formularyDoseId: medicine.id } } : skipToken,
  )
  const proposal = medicine ? computed?.doseFor : undefined
  const dose = amountOf(values.dose)
  const asked = useDebounced(dose, 200)
  const { data: found } = usePrescriptionStopsQuery(
    medicine
      ? { variables: { input: { petId: pet.id, formularyDoseId: medicine.id, dose: asked } } }
      : skipToken,
  )
  const stops = medicine ? (found?.prescriptionStops ?? []) : []
  const [quantity, repeats] = [
    amountOf(values.quantity),
    /^\d+$/.test(values.repeats) ? Number(values.repeats) : null,
  ]
  const open = stops.filter(({ id }) => !reasons[id]?.trim())
  const submit = async () => {
    if (!medicine || quantity === null || repeats === null) return
    setProblem(null)
    const input = {
      petId: pet.id,
      formularyDoseId: medicine.id,
      dose,
      quantity,
      repeats,
      expiresOn: values.expiresOn || null,
      instructions: values.instructions.trim() || null,
      overrides: stops.map(({ id }) => ({ stopId: id, reason: reasons[id]!.trim() })),
      locationId: location.id,
    }
    try {
      await prescribe({ variables: { input }, context: headersFor(input) })
      done()
      onClose()
    } catch (failure) {
      setProblem(problemOf(failure))
    }
  }
  const decimal = { htmlInput: { inputMode: 'decimal', autoComplete: 'off' } } as const
  return (
    <FormDialog
      title={`Prescribe for ${pet.name}`}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Prescribe"
      busy={loading}
      disabled={!medicine || quantity === null || repeats === null || open.length > 0}
      error={problem && fieldsShown.includes(problem.field ?? '') ? null : problem}
    >
      <MedicinePicker
        speciesId={pet.species.id}
        value={medicine}
        onChange={(next) => {
          setMedicine(next)
          setReasons({})
          set('dose', '')
        }}
        wrong={wrong(problem, 'formularyDoseId')}
      />
      {proposal && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
          <Typography role="status" className="tabular" sx={{ flex: 1, color: 'text.secondary' }}>
            {proposal.kilograms} kg: <b>{proposal.quantity}</b> {proposal.unit} ({proposal.milligrams} mg), at
            most {proposal.maxQuantity}
          </Typography>
          <Button size="small" variant="outlined" onClick={() => set('dose', String(proposal.quantity))}>
            Use this dose
          </Button>
        </Box>
      )}
      {medicine && notComputed && <Alert severity="warning">{problemOf(notComputed).message}</Alert>}
      <Box
        sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr 1fr', sm: '1fr 1fr 0.8fr 1.5fr' } }}
      >
        <TextField
          {...text('dose')}
          {...wrong(problem, 'dose')}
          label={medicine ? `Dose (${medicine.unit})` : 'Dose'}
          slotProps={decimal}
        />
        <TextField
          {...text('quantity')}
          {...wrong(problem, 'quantity')}
          label={medicine ? `Quantity (${medicine.unit})` : 'Quantity'}
          required
          slotProps={decimal}
        />
        <TextField
          {...text('repeats')}
          {...wrong(problem, 'repeats')}
          label="Repeats"
          required
          slotProps={decimal}
        />
        <TextField
          {...text('expiresOn')}
          {...wrong(problem, 'expiresOn')}
          label="Valid until"
          type="date"
          slotProps={{ inputLabel: { shrink: true } }}
        />
      </Box>
      {medicine && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {medicine.frequency}
          {quantity !== null &&
            repeats !== null &&
            `. Authorises ${quantity * (repeats + 1)} ${medicine.unit}.`}
        </Typography>
      )}
      <TextField
        {...text('instructions')}
        {...wrong(problem, 'instructions')}
        label="Instructions for the owner"
        multiline
      />
      {stops.map(({ id, message }) => (
        <Alert key={id} severity="error" role="alert" sx={{ '& .MuiAlert-message': { flex: 1 } }}>
          {message}
          <TextField
            label="Reason to prescribe all the same"
            required
            fullWidth
            size="small"
            value={reasons[id] ?? ''}
            onChange={(event) => setReasons((before) => ({ ...before, [id]: event.target.value }))}
            sx={{ mt: 1.5 }}
          />
        </Alert>
      ))}
    </FormDialog>
  )
}

interface PickerProps {
  speciesId: string
  value: FormularyDose | null
  onChange: (dose: FormularyDose | null) => void
  wrong: { error?: true; helperText?: string }
}

const bandText = ({ minKilograms, maxKilograms }: FormularyDose) =>
  maxKilograms === null ? `from ${minKilograms} kg` : `${minKilograms} to below ${maxKilograms} kg`

function MedicinePicker({ speciesId, value, onChange, wrong }: PickerProps) {
  const [typed, setTyped] = useState('')
  const search = useDebounced(value ? '' : typed.trim(), 150)
  const { data, previousData, loading } = useDosePickerQuery({ variables: { speciesId, search } })
  return (
    <Autocomplete
      options={(data ?? previousData)?.formularyDoses.nodes ?? []}
      filterOptions={(all) => all}
      getOptionLabel={(dose) => `${dose.product}, ${bandText(dose)}`}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      value={value}
      onChange={(_event, dose) => onChange(dose)}
      onInputChange={(_event, input) => setTyped(input)}
      loading={loading}
      autoHighlight
      noOptionsText="Nothing in the formulary for this species"
      renderInput={(input) => <TextField {...input} {...wrong} label="Medicine" required autoFocus />}
    />
  )
}
