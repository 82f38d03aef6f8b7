import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Paper from '@mui/material/Paper'
import Skeleton from '@mui/material/Skeleton'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import useMediaQuery from '@mui/material/useMediaQuery'
import type { ReactNode } from 'react'
import { Link as RouterLink } from 'react-router'

export interface Column<Row> {
  key: string
  label: string
  render: (row: Row) => ReactNode
  align?: 'left' | 'right'
  width?: number | string
  /** On phones a row is a card: the first column is its title, `end` stands opposite, `hidden` does not show. */
  phone?: 'hidden' | 'end'
}

interface Props<Row> {
  /** Read to screen readers as the table's name. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Where a row leads: its first cell becomes the link and the whole row clickable. */
  rowHref?: (row: Row) => string
  loading?: boolean
  empty?: ReactNode
  hasMore?: boolean
  onMore?: () => void
}

export function DataTable<Row>(props: Props<Row>) {
  const phone = useMediaQuery('(max-width: 699.95px)')
  const { rows, loading, empty, hasMore, onMore } = props
  const waiting = loading === true && rows.length === 0
  return (
    <Paper variant="outlined" sx={{ overflow: 'hidden', minWidth: 0 }} aria-busy={loading}>
      {!waiting && rows.length === 0 ? (
        empty
      ) : phone ? (
        <Cards {...props} waiting={waiting} />
      ) : (
        <Rows {...props} waiting={waiting} />
      )}
      {hasMore && (
        <Box sx={{ p: 1, textAlign: 'center', borderTop: 1, borderColor: 'divider' }}>
          <Button onClick={onMore} disabled={loading}>
            {loading ? 'Loading…' : 'Show more'}
          </Button>
        </Box>
      )}
    </Paper>
  )
}

type Inner<Row> = Props<Row> & { waiting: boolean }

const stretched = { '&::after': { content: '""', position: 'absolute', inset: 0 } }

function Lead({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (!href) return children
  return (
    <Link
      component={RouterLink}
      to={href}
      color="inherit"
      underline="none"
      sx={{ fontWeight: 600, ...stretched }}
    >
      {children}
    </Link>
  )
}

function Rows<Row>({ label, columns, rows, rowKey, rowHref, waiting }: Inner<Row>) {
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small" aria-label={label}>
        <TableHead>
          <TableRow>
            {columns.map((column) => (
              <TableCell key={column.key} align={column.align ?? 'left'} sx={{ width: column.width }}>
                {column.label}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {waiting &&
            Array.from({ length: 8 }, (_, index) => (
              <TableRow key={index}>
                {columns.map((column) => (
                  <TableCell key={column.key}>
                    <Skeleton width={`${50 + ((index * 17) % 40)}%`} />
                  </TableCell>
                ))}
              </TableRow>
            ))}
          {rows.map((row) => (
            <TableRow key={rowKey(row)} hover={rowHref !== undefined} sx={{ position: 'relative' }}>
              {columns.map((column, index) => (
                <TableCell key={column.key} align={column.align ?? 'left'}>
                  {index === 0 ? <Lead href={rowHref?.(row)}>{column.render(row)}</Lead> : column.render(row)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}

function Cards<Row>({ label, columns, rows, rowKey, rowHref, waiting }: Inner<Row>) {
  const [first, ...others] = columns
  return (
    <Box component="ul" aria-label={label} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {waiting &&
        Array.from({ length: 6 }, (_, index) => (
          <Box component="li" key={index} sx={{ p: 2, borderBottom: 1, borderColor: 'divider' }}>
            <Skeleton width="60%" />
            <Skeleton width="40%" />
          </Box>
        ))}
      {rows.map((row) => (
        <Box
          component="li"
          key={rowKey(row)}
          sx={{
            position: 'relative',
            px: 2,
            py: 1.25,
            borderBottom: 1,
            borderColor: 'divider',
            '&:last-of-type': { borderBottom: 0 },
          }}
        >
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mb: 0.25, minHeight: 24 }}>
            <Box sx={{ flex: 1, minWidth: 0 }}>
              {first && <Lead href={rowHref?.(row)}>{first.render(row)}</Lead>}
            </Box>
            {others
              .filter((column) => column.phone === 'end')
              .map((column) => (
                <Box key={column.key} sx={{ flex: 'none', fontWeight: 600 }}>
                  {column.render(row)}
                </Box>
              ))}
          </Box>
          <Box
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'center',
              columnGap: 1.5,
              rowGap: 0.25,
              color: 'text.secondary',
              fontSize: '0.8125rem',
            }}
          >
            {others
              .filter((column) => column.phone === undefined)
              .map((column) => (
                <span key={column.key}>{column.render(row)}</span>
              ))}
          </Box>
        </Box>
      ))}
    </Box>
  )
}
