import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { lacking } from '../../ui/fields'
import { useCurrentLocation } from '../../ui/location'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { Section } from '../../ui/Section'
import { useSave } from '../../ui/useSave'
import { Can } from '../../ui/viewer'
import { usePaymentTermsQuery, useSetPaymentTermsMutation } from './prices.gen'

/** How many days clients have to pay the invoices of the location. */
export function PaymentTermsSection() {
  const { id: locationId } = useCurrentLocation()
  const [open, setOpen] = useState(false)
  const { data, refetch } = usePaymentTermsQuery({ variables: { locationId } })
  if (!data) return null
  return (
    <Section
      title="Payment terms"
      id="payment-terms"
      actions={
        <Can do="payment-terms:write">
          <Button variant="outlined" onClick={() => setOpen(true)}>
            Set payment terms
          </Button>
        </Can>
      }
    >
      <Typography>Invoices are due {data.paymentTerms} days after they are finalised.</Typography>
      {open && (
        <TermsDialog
          days={data.paymentTerms}
          onClose={() => {
            setOpen(false)
            void refetch()
          }}
        />
      )}
    </Section>
  )
}

const maxDays = 365

function TermsDialog({ days, onClose }: { days: number; onClose: () => void }) {
  const { id: locationId, name } = useCurrentLocation()
  const [setTerms] = useSetPaymentTermsMutation()
  const form = useSave({
    labels: { days: 'Days' },
    start: { days: String(days) },
    check: (values) =>
      /^\d+$/.test(values.days.trim()) && Number(values.days) <= maxDays
        ? null
        : lacking('days', `From 0 to ${maxDays} days.`),
    save: async (values) => {
      await setTerms({ variables: { input: { locationId, days: Number(values.days) } } })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`Payment terms at ${name}`} submitLabel="Set" onClose={onClose} width="xs">
      <Field
        name="days"
        required
        autoFocus
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        helperText="Invoices that are finalised already keep their day."
      />
    </SaveDialog>
  )
}
