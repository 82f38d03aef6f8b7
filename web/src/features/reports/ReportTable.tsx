import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Paper from '@mui/material/Paper'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableFooter from '@mui/material/TableFooter'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { Link as RouterLink } from 'react-router'
import type { Report, ReportRow } from './reports'
import { changeText, labelOf, valueText } from './reportValues'

interface Props {
  title: string
  report: Report
  hrefOf: (row: ReportRow) => string | null
}

/** On a phone the values scroll beside what they are of. */
const first = {
  position: 'sticky',
  left: 0,
  zIndex: 1,
  backgroundColor: 'background.paper',
  minWidth: 120,
  maxWidth: { xs: 160, sm: 'none' },
} as const

const total = { fontWeight: 650, color: 'text.primary', fontSize: '0.8125rem' }

/** The rows of a report with their totals; a row leads to the documents that it adds up. */
export function ReportTable({ title, report, hrefOf }: Props) {
  const { rowTitle, rowKind, columns, rows, totals } = report
  const severalCurrencies = totals.length > 1
  const nameOf = (row: ReportRow) =>
    `${labelOf(row, rowKind)}${severalCurrencies && row.currency ? `, ${row.currency}` : ''}`
  const cells = (row: ReportRow) =>
    columns.map(({ name, unit }, index) => (
      <TableCell
        key={name}
        align="right"
        className="tabular"
        sx={{ font: 'inherit', color: 'text.primary', whiteSpace: 'nowrap' }}
      >
        {valueText(row.values[index], unit, row.currency)}
        {row.compared && (
          <Box
            component="span"
            sx={{ display: 'block', color: 'text.secondary', fontWeight: 400, fontSize: '0.75rem' }}
          >
            {valueText(row.compared[index], unit, row.currency)}
            {changeOf(row, index)}
          </Box>
        )}
      </TableCell>
    ))
  return (
    <Paper variant="outlined" role="region" aria-label="Table" tabIndex={0} sx={{ overflowX: 'auto' }}>
      <Table size="small" aria-label={title}>
        <TableHead>
          <TableRow>
            <TableCell sx={first}>{rowTitle}</TableCell>
            {columns.map(({ name, title, description }) => (
              <TableCell key={name} align="right" title={description}>
                {title}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => {
            const href = hrefOf(row)
            return (
              <TableRow key={`${row.key} ${row.currency}`} hover={href !== null}>
                <TableCell component="th" scope="row" sx={first}>
                  {href === null ? (
                    nameOf(row)
                  ) : (
                    <Link component={RouterLink} to={href} color="inherit" sx={{ fontWeight: 600 }}>
                      {nameOf(row)}
                    </Link>
                  )}
                </TableCell>
                {cells(row)}
              </TableRow>
            )
          })}
        </TableBody>
        <TableFooter>
          {totals.map((row) => (
            <TableRow key={row.currency} sx={total}>
              <TableCell component="th" scope="row" sx={{ ...first, ...total }}>
                {nameOf(row)}
              </TableCell>
              {cells(row)}
            </TableRow>
          ))}
        </TableFooter>
      </Table>
    </Paper>
  )
}

function changeOf({ values, compared }: ReportRow, index: number): string {
  const change = changeText(values[index], compared?.[index])
  return change ? ` (${change})` : ''
}
