import { skipToken } from '@apollo/client/react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { problemOf } from '../../ui/errors'
import { lacking } from '../../ui/fields'
import { useCurrentLocation } from '../../ui/location'
import { DateField, Field, Pair, SaveDialog } from '../../ui/SaveDialog'
import { useDebounced } from '../../ui/useDebounced'
import { useSave } from '../../ui/useSave'
import { amountOf, notAnAmount } from './amount'
import { type Medicine, MedicinePicker } from './MedicinePicker'
import {
  type Prescriptions_petFragment,
  useDoseForQuery,
  usePrescribeMutation,
  usePrescriptionStopsQuery,
} from './prescriptions.gen'
import { StopReasons } from './StopReasons'
import { type Named, SubstancePicker } from './SubstancePicker'

interface Props {
  pet: Pick<Prescriptions_petFragment, 'id' | 'name' | 'species'>
  onClose: () => void
}

interface Values {
  medicine: Medicine | null
  substanceId: Named | null
  unit: string
  dose: string
  quantity: string
  repeats: string
  frequency: string
  expiresOn: string
  instructions: string
}

const labels = {
  medicine: 'Medicine',
  substanceId: 'Active substance',
  unit: 'Unit',
  dose: 'Dose',
  quantity: 'Quantity',
  repeats: 'Repeats',
  frequency: 'How often it is given',
  expiresOn: 'Valid until',
  instructions: 'Instructions for the owner',
}

const start: Values = {
  medicine: null,
  substanceId: null,
  unit: '',
  dose: '',
  quantity: '',
  repeats: '0',
  frequency: '',
  expiresOn: '',
  instructions: '',
}

function check({ dose, quantity, repeats }: Values) {
  if (dose.trim() !== '' && amountOf(dose) === null) return notAnAmount('dose')
  if (amountOf(quantity) === null) return notAnAmount('quantity')
  return /^\d+$/.test(repeats.trim()) ? null : lacking('repeats', 'How often again: 0, 1, 2 …')
}

/** What the graph is told of the medicine; outside the formulary it needs the substance, which the stops go by. */
function productOf({ medicine, substanceId, unit }: Pick<Values, 'medicine' | 'substanceId' | 'unit'>) {
  if (medicine === null) return {}
  if (medicine.by === 'dose') return { formularyDoseId: medicine.id }
  const substance = { substanceId: substanceId?.id ?? null }
  return medicine.by === 'item'
    ? { ...substance, itemId: medicine.id }
    : { ...substance, drug: medicine.name, unit: unit.trim() }
}

/** The stops of what is chosen so far, and the proposal for the pet's weight. */
function useChecks(petId: string, { medicine, substanceId, dose }: Values) {
  const formularyDoseId = medicine?.by === 'dose' ? medicine.id : null
  const computed = useDoseForQuery(formularyDoseId ? { variables: { petId, formularyDoseId } } : skipToken)
  const asked = {
    petId,
    formularyDoseId,
    substanceId: formularyDoseId ? null : (substanceId?.id ?? null),
    dose: useDebounced(amountOf(dose), 200),
  }
  const isKnown = medicine !== null && (asked.formularyDoseId !== null || asked.substanceId !== null)
  const { data } = usePrescriptionStopsQuery(isKnown ? { variables: { input: asked } } : skipToken)
  return {
    proposal: formularyDoseId ? computed.data?.doseFor : undefined,
    notComputed: formularyDoseId ? computed.error : undefined,
    stops: isKnown ? (data?.prescriptionStops ?? []) : [],
  }
}

const decimal = { htmlInput: { inputMode: 'decimal', autoComplete: 'off' } } as const

/** Prescribes; by the formulary the dose is computed, and what speaks against the medicine shows while typing. */
export function PrescribeDialog({ pet, onClose }: Props) {
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const location = useCurrentLocation()
  const [prescribe] = usePrescribeMutation()
  const form = useSave<Values>({
    labels,
    start,
    check,
    save: async (values, { headersFor }) => {
      const input = {
        petId: pet.id,
        ...productOf(values),
        dose: amountOf(values.dose),
        frequency: values.frequency.trim() || null,
        quantity: amountOf(values.quantity)!,
        repeats: Number(values.repeats),
        expiresOn: values.expiresOn || null,
        instructions: values.instructions.trim() || null,
        overrides: stops.map(({ id }) => ({ stopId: id, reason: reasons[id]!.trim() })),
        locationId: location.id,
      }
      await prescribe({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  const values = form.fields.watch()
  const { medicine } = values
  const { proposal, notComputed, stops } = useChecks(pet.id, values)
  const [quantity, repeats] = [amountOf(values.quantity), Number(values.repeats)]
  const unit = medicine?.by === 'words' ? values.unit.trim() : (medicine?.unit ?? '')
  const withUnit = (label: string) => (unit ? `${label} (${unit})` : label)
  return (
    <SaveDialog
      form={form}
      title={`Prescribe for ${pet.name}`}
      submitLabel="Prescribe"
      onClose={onClose}
      disabled={stops.some(({ id }) => !reasons[id]?.trim())}
    >
      <MedicinePicker
        label={labels.medicine}
        speciesId={pet.species.id}
        onChange={(next) => {
          setReasons({})
          form.fields.setValue('dose', '')
          form.fields.setValue('frequency', next?.by === 'dose' ? next.frequency : '')
        }}
      />
      {medicine && medicine.by !== 'dose' && (
        <Pair>
          <SubstancePicker name="substanceId" label={labels.substanceId} />
          {medicine.by === 'words' && (
            <Field<Values> name="unit" required placeholder="tablet" autoComplete="off" />
          )}
        </Pair>
      )}
      {proposal && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
          <Typography role="status" className="tabular" sx={{ flex: 1, color: 'text.secondary' }}>
            {proposal.kilograms} kg: <b>{proposal.quantity}</b> {proposal.unit} ({proposal.milligrams} mg), at
            most {proposal.maxQuantity}
          </Typography>
          <Button
            size="small"
            variant="outlined"
            onClick={() => form.fields.setValue('dose', String(proposal.quantity))}
          >
            Use this dose
          </Button>
        </Box>
      )}
      {notComputed && <Alert severity="warning">{problemOf(notComputed).message}</Alert>}
      <Box
        sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr 1fr', sm: '1fr 1fr 0.8fr 1.5fr' } }}
      >
        <Field<Values> name="dose" label={withUnit(labels.dose)} slotProps={decimal} />
        <Field<Values> name="quantity" label={withUnit(labels.quantity)} required slotProps={decimal} />
        <Field<Values> name="repeats" required slotProps={decimal} />
        <DateField<Values> name="expiresOn" />
      </Box>
      <Field<Values>
        name="frequency"
        required
        autoComplete="off"
        helperText={
          quantity !== null && Number.isInteger(repeats)
            ? `Authorises ${quantity * (repeats + 1)} ${unit}.`
            : ' '
        }
      />
      <Field<Values> name="instructions" multiline />
      <StopReasons
        stops={stops}
        reasons={reasons}
        onChange={(id, reason) => setReasons((before) => ({ ...before, [id]: reason }))}
      />
    </SaveDialog>
  )
}
