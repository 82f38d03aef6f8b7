import { useApolloClient, useQuery } from '@apollo/client/react'
import FileDownload from '@mui/icons-material/FileDownloadOutlined'
import Print from '@mui/icons-material/PrintOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import GlobalStyles from '@mui/material/GlobalStyles'
import Skeleton from '@mui/material/Skeleton'
import { lazy, Suspense, useState } from 'react'
import { useParams } from 'react-router'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { problemOf } from '../../ui/errors'
import { FilterChips } from '../../ui/FilterChips'
import { formatDay } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Page } from '../../ui/Page'
import { saveCsv, savePdf } from '../../ui/saveFile'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import { Can, useViewer } from '../../ui/viewer'
import { ReportFilters } from './ReportFilters'
import { type Report, type ReportDefinition, type ReportInput, reports } from './reports'
import { labelOf } from './reportValues'
import { ReportTable } from './ReportTable'
import { useReportInput } from './useReportInput'

const ReportChart = lazy(async () => ({ default: (await import('./ReportChart')).ReportChart }))

export function ReportPage() {
  const { key } = useParams()
  const { permissions } = useViewer()
  const definition = reports.find((report) => report.key === key && permissions.includes(report.permission))
  if (!definition)
    return (
      <Page title="Reports">
        <EmptyState title="There is no such report">
          It has another address, or your role does not include it.
        </EmptyState>
      </Page>
    )
  return <ReportOf key={definition.key} definition={definition} />
}

/** On paper there is the report alone, in black. */
const onPaper = {
  '@media print': {
    'nav, header, aside': { display: 'none !important' },
    'html, body, #root, #root *': { overflow: 'visible !important', height: 'auto' },
    ':root': {
      '--vg-palette-text-primary': '#000 !important',
      '--vg-palette-text-secondary': '#333 !important',
      '--vg-palette-background-paper': '#fff !important',
      '--vg-palette-background-default': '#fff !important',
    },
    tr: { breakInside: 'avoid' as const },
  },
}

function ReportOf({ definition }: { definition: ReportDefinition }) {
  const location = useCurrentLocation()
  const chosen = useReportInput(definition)
  const { input, choose, measure } = chosen
  const { data, previousData, loading, error, refetch } = useQuery(definition.report, {
    variables: { input },
    fetchPolicy: 'cache-and-network',
  })
  const report = (error ? data : (data ?? previousData))?.report
  const { documentsOf } = definition
  const where = input.locationId === null ? 'All locations' : location.name
  const days =
    input.from === input.until
      ? formatDay(input.from, 'dated')
      : `${formatDay(input.from, 'dated')} to ${formatDay(input.until, 'dated')}`
  return (
    <Page
      title={definition.title}
      subtitle={`${where}, ${days}`}
      actions={
        <Box sx={{ display: 'flex', gap: 1, '@media print': { display: 'none' } }}>
          <Button startIcon={<Print />} onClick={() => window.print()}>
            Print
          </Button>
          <Can do="report:export">
            <FileButton definition={definition} input={input} format="CSV" />
            <FileButton definition={definition} input={input} format="PDF" />
          </Can>
        </Box>
      }
    >
      <GlobalStyles styles={onPaper} />
      <ReportFilters definition={definition} {...chosen} />
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={report ? 'line' : 'page'} />}
      {!error && !report && <Skeleton variant="rounded" height={420} aria-label="Loading the report" />}
      {report &&
        (report.rows.length === 0 ? (
          <EmptyState title="Nothing in this period">Choose other days or another location.</EmptyState>
        ) : (
          <Box aria-busy={loading} sx={{ display: 'grid', gap: 2.5, minWidth: 0 }}>
            <ChartSection
              report={report}
              measure={measure}
              onMeasure={(name) => choose({ chart: name === report.columns[0]?.name ? '' : name })}
            />
            <ReportTable
              title={definition.title}
              report={report}
              hrefOf={(row) => documentsOf?.(input, { ...row, label: labelOf(row, report.rowKind) }) ?? null}
            />
          </Box>
        ))}
    </Page>
  )
}

interface ChartProps {
  report: Report
  measure: string | null
  onMeasure: (name: string) => void
}

function ChartSection({ report, measure, onMeasure }: ChartProps) {
  const { columns, rows, totals } = report
  const column = Math.max(
    0,
    columns.findIndex(({ name }) => name === measure),
  )
  const shown = columns[column]!
  // Amounts of two currencies have no scale in common: the larger one is drawn.
  const drawn = totals.toSorted((a, b) => (b.values[0] ?? 0) - (a.values[0] ?? 0))[0]?.currency ?? null
  const ofCurrency = totals.length > 1 && shown.unit === 'MONEY' ? `, ${drawn}` : ''
  return (
    <Section title={`${shown.title} by ${report.rowTitle.toLowerCase()}${ofCurrency}`}>
      <Box sx={{ display: 'flex', minWidth: 0, mb: 1.5, '@media print': { display: 'none' } }}>
        <FilterChips
          label="Chart of"
          options={columns.map(({ name, title }) => [name, title] as const)}
          value={shown.name}
          onChange={onMeasure}
        />
      </Box>
      <Suspense fallback={<Skeleton variant="rounded" height={260} />}>
        <ReportChart
          title={`${shown.title} by ${report.rowTitle.toLowerCase()}`}
          report={report}
          column={column}
          rows={rows.filter(({ currency }) => currency === drawn)}
        />
      </Suspense>
    </Section>
  )
}

interface FileProps {
  definition: ReportDefinition
  input: ReportInput<string>
  format: 'CSV' | 'PDF'
}

function FileButton({ definition, input, format }: FileProps) {
  const client = useApolloClient()
  const toast = useToast()
  const [loading, setLoading] = useState(false)
  const save = async () => {
    setLoading(true)
    try {
      const { data } = await client.query({
        query: definition.file,
        variables: { input, isPdf: format === 'PDF' },
        fetchPolicy: 'no-cache',
      })
      const name = `${definition.title} ${input.from} ${input.until}`
      if (data?.report.csv) saveCsv(`${name}.csv`, data.report.csv)
      if (data?.report.pdf) savePdf(`${name}.pdf`, data.report.pdf)
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
    } finally {
      setLoading(false)
    }
  }
  return (
    <Button startIcon={<FileDownload />} loading={loading} onClick={() => void save()}>
      Save as {format}
    </Button>
  )
}
