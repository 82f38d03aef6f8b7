import { type Column, DataTable } from './DataTable'

interface Mistake {
  line: number
  column: string | null
  message: string
}

const columns: Column<Mistake>[] = [
  { key: 'line', label: 'Line', render: ({ line }) => `Line ${line}` },
  { key: 'column', label: 'Column', render: ({ column }) => column ?? '–' },
  { key: 'message', label: 'What is wrong', render: ({ message }) => message },
]

/** What is wrong with the lines of a file that is imported. */
export const MistakesTable = ({ mistakes }: { mistakes: readonly Mistake[] }) => (
  <DataTable
    label="Mistakes"
    columns={columns}
    rows={mistakes}
    rowKey={({ line, column, message }) => `${line} ${column} ${message}`}
  />
)
