import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Controller } from 'react-hook-form'
import { lacking } from '../../ui/fields'
import { useCurrentLocation } from '../../ui/location'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { Section } from '../../ui/Section'
import { useSave } from '../../ui/useSave'
import { Can } from '../../ui/viewer'
import { type PaymentTermsQuery, usePaymentTermsQuery, useSetPaymentTermsMutation } from './prices.gen'

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
      <Typography>Invoices are due {data.paymentTerms.days} days after they are finalised.</Typography>
      <Typography>
        {data.paymentTerms.automaticReminders
          ? 'Clients are reminded of overdue invoices by e-mail every day, three times and a week apart; disputed ones are left out.'
          : 'Reminders of overdue invoices are sent by hand.'}
      </Typography>
      {open && (
        <TermsDialog
          terms={data.paymentTerms}
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

type Terms = PaymentTermsQuery['paymentTerms']

function TermsDialog({ terms, onClose }: { terms: Terms; onClose: () => void }) {
  const { id: locationId, name } = useCurrentLocation()
  const [setTerms] = useSetPaymentTermsMutation()
  const form = useSave({
    labels: { days: 'Days', automaticReminders: 'Send reminders automatically' },
    start: { days: String(terms.days), automaticReminders: terms.automaticReminders },
    check: (values) =>
      /^\d+$/.test(values.days.trim()) && Number(values.days) <= maxDays
        ? null
        : lacking('days', `From 0 to ${maxDays} days.`),
    save: async (values) => {
      const { automaticReminders } = values
      await setTerms({ variables: { input: { locationId, days: Number(values.days), automaticReminders } } })
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
      <Controller
        name="automaticReminders"
        control={form.fields.control}
        render={({ field: { ref, value, onChange } }) => (
          <FormControlLabel
            control={<Switch checked={value} onChange={onChange} slotProps={{ input: { ref } }} />}
            label="Send reminders automatically"
          />
        )}
      />
    </SaveDialog>
  )
}
