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
      <Typography>
        {data.paymentTerms.creditStopDays === null
          ? 'Debts stop nobody’s credit by themselves.'
          : `The credit of a client is stopped when an invoice is overdue for more than ${data.paymentTerms.creditStopDays} days.`}
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
const isDays = (text: string): boolean => /^\d+$/.test(text.trim()) && Number(text) <= maxDays

type Terms = PaymentTermsQuery['paymentTerms']

function TermsDialog({ terms, onClose }: { terms: Terms; onClose: () => void }) {
  const { id: locationId, name } = useCurrentLocation()
  const [setTerms] = useSetPaymentTermsMutation()
  const form = useSave({
    labels: {
      days: 'Days',
      automaticReminders: 'Send reminders automatically',
      creditStopDays: 'Stop credit after days overdue',
    },
    start: {
      days: String(terms.days),
      automaticReminders: terms.automaticReminders,
      creditStopDays: terms.creditStopDays === null ? '' : String(terms.creditStopDays),
    },
    check: (values) => {
      if (!isDays(values.days)) return lacking('days', `From 0 to ${maxDays} days.`)
      if (values.creditStopDays.trim() === '' || isDays(values.creditStopDays)) return null
      return lacking('creditStopDays', `From 0 to ${maxDays} days, or empty.`)
    },
    save: async (values) => {
      const { automaticReminders } = values
      const creditStopDays = values.creditStopDays.trim() === '' ? null : Number(values.creditStopDays)
      const input = { locationId, days: Number(values.days), automaticReminders, creditStopDays }
      await setTerms({ variables: { input } })
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
      <Field
        name="creditStopDays"
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        helperText="Empty: never. Emergencies are not stopped."
      />
    </SaveDialog>
  )
}
