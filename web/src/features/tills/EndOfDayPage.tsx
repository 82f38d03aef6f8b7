import { useApolloClient } from '@apollo/client/react'
import Print from '@mui/icons-material/PrintOutlined'
import Button from '@mui/material/Button'
import { useSearchParams } from 'react-router'
import { type Column, DataTable } from '../../ui/DataTable'
import { DatePicker } from '../../ui/DatePicker'
import { useDownload } from '../../ui/documents'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { formatDay, isDate, type MoneyValue, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Money } from '../../ui/Money'
import { Page } from '../../ui/Page'
import { Section } from '../../ui/Section'
import { TillCards } from './TillCards'
import { TillSessionsSection } from './TillSessionsSection'
import {
  DaySheetPdfDocument,
  type EndOfDayPageQuery,
  useEndOfDayPageQuery,
  useTillChangesSubscription,
  useTillMoneyChangesSubscription,
} from './tills.gen'
import { methods } from './tillWords'

type Taking = EndOfDayPageQuery['daySheet']['takings'][number]

const amount = (key: 'taken' | 'refunded' | 'reversed', label: string): Column<Taking> => ({
  key,
  label,
  align: 'right',
  phone: 'hidden',
  render: (taking) => <Money value={taking[key]} />,
})

const takingColumns: Column<Taking>[] = [
  { key: 'method', label: 'Method', width: '28%', render: ({ method }) => methods[method] },
  amount('taken', 'Taken'),
  amount('refunded', 'Refunded'),
  amount('reversed', 'Reversed'),
  {
    key: 'total',
    label: 'Total',
    align: 'right',
    phone: 'end',
    render: ({ total }) => <Money value={total} />,
  },
]

interface Documents {
  label: string
  count: number
  net: MoneyValue
  tax: MoneyValue
  total: MoneyValue
}

const documentColumns: Column<Documents>[] = [
  { key: 'label', label: 'Documents', width: '28%', render: ({ label }) => label },
  { key: 'count', label: 'Number', align: 'right', render: ({ count }) => count },
  { key: 'net', label: 'Net', align: 'right', phone: 'hidden', render: ({ net }) => <Money value={net} /> },
  { key: 'tax', label: 'Tax', align: 'right', phone: 'hidden', render: ({ tax }) => <Money value={tax} /> },
  {
    key: 'total',
    label: 'Total',
    align: 'right',
    phone: 'end',
    render: ({ total }) => <Money value={total} />,
  },
]

/** A location's day: its tills, and what was taken, given back, invoiced and credited. */
export function EndOfDayPage() {
  const location = useCurrentLocation()
  const [params, setParams] = useSearchParams()
  const today = todayIn(location.timeZone)
  const asked = params.get('day')
  const day = isDate(asked) ? asked : today
  const variables = { locationId: location.id, day }
  const { data, previousData, loading, error, refetch } = useEndOfDayPageQuery({
    variables,
    fetchPolicy: 'cache-and-network',
  })
  const again = { variables: { locationId: location.id }, ignoreResults: true, onData: () => void refetch() }
  useTillChangesSubscription(again)
  useTillMoneyChangesSubscription(again)
  const shown = data ?? previousData
  const sheet = shown?.daySheet
  return (
    <Page
      title="End of day"
      subtitle={`${location.name}, ${formatDay(day)}`}
      actions={
        <>
          <DatePicker
            label="Day"
            value={day}
            onChange={(chosen) => isDate(chosen) && setParams({ day: chosen })}
            max={today}
            sx={{ width: 170 }}
          />
          <SheetButton locationId={location.id} day={day} />
        </>
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={shown ? 'line' : 'page'} />}
      {(!error || shown) && (
        <>
          <TillCards tills={shown?.tills} currency={location.currency} />
          <Section title="Money" flush>
            <DataTable
              label="Money"
              columns={takingColumns}
              rows={sheet?.takings ?? []}
              rowKey={({ method }) => method}
              loading={loading}
              empty={<EmptyState title="No money was moved" />}
            />
          </Section>
          <Section title="Documents" flush>
            <DataTable
              label="Documents"
              columns={documentColumns}
              rows={
                sheet
                  ? [
                      { label: 'Invoices finalised', ...sheet.invoices },
                      { label: 'Credit notes', ...sheet.creditNotes },
                    ]
                  : []
              }
              rowKey={({ label }) => label}
              loading={loading}
            />
          </Section>
          <TillSessionsSection locationId={location.id} />
        </>
      )}
    </Page>
  )
}

function SheetButton(variables: { locationId: string; day: string }) {
  const client = useApolloClient()
  const { download, loading } = useDownload()
  const save = () =>
    download(async () => {
      const { data } = await client.query({
        query: DaySheetPdfDocument,
        variables,
        fetchPolicy: 'network-only',
      })
      return data && { url: data.daySheet.pdfUrl, fileName: `day-${variables.day}.pdf` }
    })
  return (
    <Button startIcon={<Print />} loading={loading} onClick={() => void save()}>
      Day’s sheet
    </Button>
  )
}
