import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { type Prescription_prescriptionFragment, useRefillPrescriptionMutation } from './prescriptions.gen'
import { type Problem, problemOf } from '../../ui/errors'
import { wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useCurrentLocation } from '../../ui/location'
import { useToast } from '../../ui/toasts'
import { amountOf } from './amount'

interface Props {
  prescription: Prescription_prescriptionFragment
  onClose: () => void
}

/** Hands out some of a prescription at the chosen location. */
export function RefillDialog({ prescription, onClose }: Props) {
  const { drug, unit, remaining, authorised, quantity } = prescription
  const here = useCurrentLocation()
  const [typed, setTyped] = useState(String(Math.min(quantity, remaining)))
  const [problem, setProblem] = useState<Problem | null>(null)
  const { headersFor, done } = useIdempotencyKey()
  const toast = useToast()
  const [refill, { loading }] = useRefillPrescriptionMutation()
  const amount = amountOf(typed)
  const submit = async () => {
    if (amount === null) return
    setProblem(null)
    const input = { id: prescription.id, locationId: here.id, quantity: amount }
    try {
      const { data } = await refill({ variables: { input }, context: headersFor(input) })
      done()
      toast({ message: `${drug}: ${data?.refillPrescription.remaining ?? 0} ${unit} are left.` })
      onClose()
    } catch (failure) {
      setProblem(problemOf(failure))
    }
  }
  return (
    <FormDialog
      title={`Refill ${drug}`}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Dispense"
      busy={loading}
      disabled={amount === null}
      error={problem?.field === 'quantity' ? null : problem}
      width="xs"
    >
      <Typography className="tabular" sx={{ color: 'text.secondary' }}>
        {remaining} of {authorised} {unit} are left.
      </Typography>
      <TextField
        label={`How much (${unit})`}
        required
        autoFocus
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        {...wrong(problem, 'quantity')}
        slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
      />
    </FormDialog>
  )
}
