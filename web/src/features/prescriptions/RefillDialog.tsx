import Typography from '@mui/material/Typography'
import { type Prescription_prescriptionFragment, useRefillPrescriptionMutation } from './prescriptions.gen'
import { useCurrentLocation } from '../../ui/location'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { amountOf, notAnAmount } from './amount'

interface Props {
  prescription: Prescription_prescriptionFragment
  onClose: () => void
}

/** Hands out some of a prescription at the chosen location. */
export function RefillDialog({ prescription, onClose }: Props) {
  const { drug, unit, remaining, authorised, quantity } = prescription
  const here = useCurrentLocation()
  const toast = useToast()
  const [refill] = useRefillPrescriptionMutation()
  const form = useSave({
    labels: { quantity: `How much (${unit})` },
    start: { quantity: String(Math.min(quantity, remaining)) },
    check: (values) => (amountOf(values.quantity) === null ? notAnAmount('quantity') : null),
    save: async (values, { headersFor }) => {
      const input = { id: prescription.id, locationId: here.id, quantity: amountOf(values.quantity)! }
      const { data } = await refill({ variables: { input }, context: headersFor(input) })
      toast({ message: `${drug}: ${data?.refillPrescription.remaining ?? 0} ${unit} are left.` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`Refill ${drug}`} submitLabel="Dispense" onClose={onClose} width="xs">
      <Typography className="tabular" sx={{ color: 'text.secondary' }}>
        {remaining} of {authorised} {unit} are left.
      </Typography>
      <Field
        name="quantity"
        required
        autoFocus
        slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
      />
    </SaveDialog>
  )
}
