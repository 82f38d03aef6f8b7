import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import type { KeyboardEvent, ReactNode } from 'react'
import { ErrorView } from '../../ui/ErrorView'

interface Props<Node> {
  list:
    | { nodes: readonly Node[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
    | null
    | undefined
  /** The query that it is of. */
  asked: {
    loading: boolean
    error?: unknown
    refetch: () => Promise<unknown>
    fetchMore: (options: { variables: { after: string | null } }) => Promise<unknown>
  }
  empty: string
  children: (node: Node) => ReactNode
}

/** Arrow keys go from entry to entry, Home and End to the first and the last. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-entry]')]
  const at = rows.findIndex((row) => row === event.target)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
  if (at < 0 || to === undefined) return
  event.preventDefault()
  rows[Math.max(0, Math.min(to, rows.length - 1))]?.focus()
}

export function EntryList<Node>({ list, asked, empty, children }: Props<Node>) {
  const { loading, error, refetch, fetchMore } = asked
  const more = (after: string | null) => void fetchMore({ variables: { after } }).catch(() => {})
  return (
    <>
      {Boolean(error) && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
      {!list && !error && <Skeleton variant="rounded" height={240} />}
      {list && (
        <Paper variant="outlined" aria-busy={loading} sx={{ overflow: 'hidden' }}>
          {list.nodes.length === 0 && !loading && (
            <Typography sx={{ p: 2, color: 'text.secondary' }}>{empty}</Typography>
          )}
          <Box
            component="ol"
            aria-label="Timeline"
            onKeyDown={walk}
            sx={{ m: 0, p: 0, listStyle: 'none', '&:empty': { display: 'none' } }}
          >
            {list.nodes.map(children)}
          </Box>
          {list.pageInfo.hasNextPage && (
            <Box sx={{ p: 1, textAlign: 'center', borderTop: 1, borderColor: 'divider' }}>
              <Button onClick={() => more(list.pageInfo.endCursor)} loading={loading}>
                Older entries
              </Button>
            </Box>
          )}
        </Paper>
      )}
    </>
  )
}
