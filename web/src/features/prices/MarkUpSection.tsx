import Button from '@mui/material/Button'
import { useState } from 'react'
import { amountFrom, percentFrom } from '../../ui/amount'
import { DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { lacking } from '../../ui/fields'
import { formatDay, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Money } from '../../ui/Money'
import { DateField, Field, Pair, SaveDialog } from '../../ui/SaveDialog'
import { Section } from '../../ui/Section'
import { useSave } from '../../ui/useSave'
import { useMarkUpsQuery, useSetMarkUpMutation } from './prices.gen'

/** How medicines without a price are priced by their cost at the current location, from their days on. */
export function MarkUpSection() {
  const location = useCurrentLocation()
  const { data, error, loading, refetch } = useMarkUpsQuery({
    variables: { locationId: location.id },
    fetchPolicy: 'cache-and-network',
  })
  const [open, setOpen] = useState(false)
  return (
    <Section
      title={`Medicines without a price at ${location.name}`}
      id="mark-ups"
      flush
      actions={<Button onClick={() => setOpen(true)}>Set mark-up</Button>}
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || !error) && (
        <DataTable
          label="Mark-ups"
          columns={[
            { key: 'from', label: 'From', render: ({ effectiveFrom }) => formatDay(effectiveFrom, 'dated') },
            {
              key: 'rate',
              label: 'Mark-up on the cost',
              align: 'right',
              render: ({ rate }) => (rate === null ? 'None: a price is asked for' : `${rate / 100} %`),
            },
            {
              key: 'fee',
              label: 'Dispensing fee with tax',
              align: 'right',
              render: ({ rate, feeWithTax }) => (rate === null ? '–' : <Money value={feeWithTax} />),
            },
            {
              key: 'minimum',
              label: 'At least, with tax',
              align: 'right',
              render: ({ rate, minimumWithTax }) => (rate === null ? '–' : <Money value={minimumWithTax} />),
            },
          ]}
          rows={data?.markUps ?? []}
          rowKey={(row) => String(data?.markUps.indexOf(row))}
          loading={loading}
          empty={
            <EmptyState title="What is dispensed without a price asks for one">
              Set a mark-up, and it is priced by what its lots cost.
            </EmptyState>
          }
        />
      )}
      {open && (
        <SetMarkUpDialog
          onClose={() => {
            setOpen(false)
            void refetch()
          }}
        />
      )}
    </Section>
  )
}

const labels = {
  rate: 'Mark-up in %',
  fee: 'Dispensing fee before tax',
  minimum: 'Minimum before tax',
  effectiveFrom: 'From',
}

type Values = Record<keyof typeof labels, string>

function SetMarkUpDialog({ onClose }: { onClose: () => void }) {
  const { id: locationId, timeZone, currency } = useCurrentLocation()
  const [setMarkUp] = useSetMarkUpMutation()
  const rateFrom = (text: string) => (text.trim() === '' ? null : percentFrom(text, 1000))
  const form = useSave<Values>({
    labels,
    start: { rate: '', fee: '0', minimum: '0', effectiveFrom: todayIn(timeZone) },
    check: ({ rate, fee, minimum }) =>
      rate.trim() !== '' && rateFrom(rate) === null
        ? lacking('rate', 'A mark-up is 0 to 1000 %.')
        : !amountFrom(fee, currency)
          ? lacking('fee', `This is no amount in ${currency}.`)
          : !amountFrom(minimum, currency)
            ? lacking('minimum', `This is no amount in ${currency}.`)
            : null,
    save: async ({ rate, fee, minimum, effectiveFrom }, { headersFor }) => {
      const input = {
        locationId,
        rate: rateFrom(rate),
        fee: amountFrom(fee, currency)!,
        minimum: amountFrom(minimum, currency)!,
        effectiveFrom,
      }
      await setMarkUp({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  const decimal = { htmlInput: { inputMode: 'decimal' as const } }
  return (
    <SaveDialog form={form} title="Set mark-up" submitLabel="Set" onClose={onClose}>
      <Field<Values>
        name="rate"
        autoFocus
        slotProps={decimal}
        helperText="Added to what the lots cost. Empty: nothing is priced by its cost any more."
      />
      <Pair>
        <Field<Values>
          name="fee"
          required
          slotProps={decimal}
          helperText="Each time something is dispensed"
        />
        <Field<Values> name="minimum" required slotProps={decimal} helperText="With the fee, at least this" />
      </Pair>
      <DateField<Values>
        name="effectiveFrom"
        required
        min={todayIn(timeZone)}
        helperText="Invoices of earlier days keep their price."
      />
    </SaveDialog>
  )
}
