import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import type { ReactNode } from 'react'
import { type Column, DataTable } from './DataTable'
import { ErrorView } from './ErrorView'
import { FilterChips } from './FilterChips'
import { Page } from './Page'
import { SearchField } from './SearchField'
import type { useListParams } from './useListParams'
import { Can } from './viewer'

interface Connection<Row> {
  nodes: readonly Row[]
  totalCount: number
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

interface Query {
  loading: boolean
  error?: unknown
  refetch: () => Promise<unknown>
  fetchMore: (options: { variables: { after: string | null | undefined } }) => Promise<unknown>
}

interface Props<Row> {
  title: string
  /** What is counted, as one and as many. */
  counted: readonly [one: string, many: string]
  /** Of `useListParams`: what narrows the list lives in its address. */
  params: ReturnType<typeof useListParams>
  search?: { label: string; placeholder: string }
  /** Beside the search field, or alone. */
  filters?: ReactNode
  query: Query
  list: Connection<Row> | undefined
  columns: Column<Row>[]
  rowHref?: (row: Row) => string
  empty: ReactNode
  /** The button for something new, with the dialog that it opens. */
  create?: { permission: string; label: string; icon: ReactNode; dialog: (onClose: () => void) => ReactNode }
  /** Above the search field. */
  children?: ReactNode
}

/** A list with its search, its filters, its pages, and all that may happen to it. */
export function ListPage<Row extends { id: string }>(props: Props<Row>) {
  const { title, counted, params, search, filters, query, list, columns, rowHref, empty, create, children } =
    props
  const rows = list?.nodes ?? []
  const after = list?.pageInfo.endCursor
  const close = () => params.set('new', null)
  return (
    <Page
      title={title}
      subtitle={list ? countText(list.totalCount, counted, params.search) : ' '}
      actions={
        create && (
          <Can do={create.permission}>
            <Button variant="contained" startIcon={create.icon} onClick={() => params.set('new', '1')}>
              {create.label}
            </Button>
          </Can>
        )
      }
    >
      {children}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        {search && <SearchField {...search} value={params.text} onChange={params.setText} />}
        {filters}
      </Box>
      {query.error !== undefined && (
        <ErrorView
          error={query.error}
          onRetry={() => void query.refetch()}
          form={rows.length > 0 ? 'line' : 'page'}
        />
      )}
      {(query.error === undefined || rows.length > 0) && (
        <DataTable
          label={title}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={rowHref}
          loading={query.loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void query.fetchMore({ variables: { after } }).catch(() => {})}
          empty={empty}
        />
      )}
      {create && params.params.get('new') && <Can do={create.permission}>{create.dialog(close)}</Can>}
    </Page>
  )
}

const countText = (total: number, [one, many]: readonly [string, string], search: string): string =>
  `${total} ${total === 1 ? one : many}${search ? ` for “${search}”` : ''}`

interface StatusFilterProps<Status extends string> {
  /** The words of each, in the order in which they are offered. */
  statuses: Readonly<Record<Status, { label: string }>>
  /** Null for every row. */
  value: Status | null
  /** Of `useListParams`. */
  params: ReturnType<typeof useListParams>
}

/** Narrows a list to what has come so far; it lives in the address. */
export function StatusFilter<Status extends string>({ statuses, value, params }: StatusFilterProps<Status>) {
  const shown = Object.entries<{ label: string }>(statuses)
  return (
    <FilterChips
      label="Status"
      options={[['all', 'All'], ...shown.map(([status, { label }]) => [status, label] as const)]}
      value={value ?? 'all'}
      onChange={(next) => params.set('status', next === 'all' ? null : next)}
    />
  )
}

interface FilterSelectProps {
  label: string
  /** What shows every row. */
  all: string
  options: readonly (readonly [value: string, label: string])[]
  /** Null for every row. */
  value: string | null
  onChange: (value: string | null) => void
}

/** A filter with more values than chips have room for. */
export function FilterSelect({ label, all, options, value, onChange }: FilterSelectProps) {
  return (
    <TextField
      select
      value={options.some(([option]) => option === value) ? value : 'all'}
      onChange={(event) => onChange(event.target.value === 'all' ? null : event.target.value)}
      slotProps={{ htmlInput: { 'aria-label': label } }}
      sx={{ width: { xs: 'auto', sm: 160 }, flex: { xs: '1 1 120px', sm: 'none' } }}
    >
      <MenuItem value="all">{all}</MenuItem>
      {options.map(([option, text]) => (
        <MenuItem key={option} value={option}>
          {text}
        </MenuItem>
      ))}
    </TextField>
  )
}
