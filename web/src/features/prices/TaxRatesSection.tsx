import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import { useState } from 'react'
import type { TaxClass } from '../../gql/types'
import { percentFrom } from '../../ui/amount'
import { DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { lacking } from '../../ui/fields'
import { formatDay, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { DateField, Field, Pair, SaveDialog } from '../../ui/SaveDialog'
import { Section } from '../../ui/Section'
import { useSave } from '../../ui/useSave'
import { useSetTaxRateMutation, useTaxRatesQuery } from './prices.gen'
import { taxClasses } from './priceWords'

/** The tax rates of the current location, from their days on. */
export function TaxRatesSection() {
  const location = useCurrentLocation()
  const { data, error, loading, refetch } = useTaxRatesQuery({
    variables: { locationId: location.id },
    fetchPolicy: 'cache-and-network',
  })
  const [open, setOpen] = useState(false)
  return (
    <Section
      title={`Tax rates at ${location.name}`}
      id="tax-rates"
      flush
      actions={<Button onClick={() => setOpen(true)}>Set tax rate</Button>}
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || !error) && (
        <DataTable
          label="Tax rates"
          columns={[
            { key: 'class', label: 'Class', render: ({ taxClass }) => taxClasses[taxClass] },
            { key: 'from', label: 'From', render: ({ effectiveFrom }) => formatDay(effectiveFrom, 'dated') },
            {
              key: 'rate',
              label: 'Rate',
              align: 'right',
              phone: 'end',
              render: ({ rate }) => `${rate / 100} %`,
            },
          ]}
          rows={data?.taxRates ?? []}
          rowKey={({ id }) => id}
          loading={loading}
          empty={
            <EmptyState title="The rate of the location’s settings counts">
              Set a rate here when it changes on a day.
            </EmptyState>
          }
        />
      )}
      {open && (
        <SetTaxRateDialog
          onClose={() => {
            setOpen(false)
            void refetch()
          }}
        />
      )}
    </Section>
  )
}

const labels = { taxClass: 'Class', rate: 'Rate in %', effectiveFrom: 'From' }

interface Values {
  taxClass: TaxClass
  rate: string
  effectiveFrom: string
}

function SetTaxRateDialog({ onClose }: { onClose: () => void }) {
  const { id: locationId, timeZone } = useCurrentLocation()
  const [setTaxRate] = useSetTaxRateMutation({
    update: (cache) => void cache.evict({ fieldName: 'services' }),
  })
  const form = useSave<Values>({
    labels,
    start: { taxClass: 'STANDARD', rate: '', effectiveFrom: todayIn(timeZone) },
    check: ({ rate }) => (percentFrom(rate) === null ? lacking('rate', 'A tax rate is 0 to 100 %.') : null),
    save: async ({ taxClass, rate, effectiveFrom }, { headersFor }) => {
      const input = { locationId, taxClass, rate: percentFrom(rate)!, effectiveFrom }
      await setTaxRate({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title="Set tax rate" submitLabel="Set" onClose={onClose} width="xs">
      <Pair>
        <Field<Values> name="taxClass" select>
          <MenuItem value="STANDARD">{taxClasses.STANDARD}</MenuItem>
          <MenuItem value="REDUCED">{taxClasses.REDUCED}</MenuItem>
        </Field>
        <Field<Values> name="rate" required autoFocus slotProps={{ htmlInput: { inputMode: 'decimal' } }} />
      </Pair>
      <DateField<Values>
        name="effectiveFrom"
        required
        min={todayIn(timeZone)}
        helperText="Invoices of earlier days keep their rate."
      />
    </SaveDialog>
  )
}
