import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import { Link } from 'react-router'
import { formatDay } from '../../ui/format'
import type { RevenueRow } from './revenueRow'

/** Says that the list is what a row of the revenue report adds up, and leads back to the report. */
export function RevenueRowAlert({ shown: { row, label, allLocations } }: { shown: RevenueRow }) {
  const { from, until, groupBy } = row
  const report = new URLSearchParams({ from, until, by: groupBy, ...(allLocations && { at: 'all' }) })
  return (
    <Alert
      severity="info"
      icon={false}
      action={
        <>
          <Button component={Link} to={`/reports/revenue?${report.toString()}`} color="inherit" size="small">
            Report
          </Button>
          <Button component={Link} to="/invoices" color="inherit" size="small">
            All invoices
          </Button>
        </>
      }
    >
      Finalised or credited from {formatDay(from, 'dated')} to {formatDay(until, 'dated')}: {label}
    </Alert>
  )
}
