import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import { EmptyState } from '../../ui/EmptyState'
import { FilterChips } from '../../ui/FilterChips'
import { Page } from '../../ui/Page'
import { useListParams } from '../../ui/useListParams'
import { ConversationList } from './ConversationList'
import { ConversationPane } from './ConversationPane'

const filters = {
  all: {},
  unread: { unread: true },
  mine: { mine: true },
  unassigned: { unassigned: true },
} as const
type FilterName = keyof typeof filters

const options: ReadonlyArray<readonly [FilterName, string]> = [
  ['all', 'All'],
  ['unread', 'Unread'],
  ['mine', 'Mine'],
  ['unassigned', 'Unassigned'],
]

/** What clients have written and what they were answered; on a phone the list or one conversation. */
export function ConversationsPage() {
  const { params, set, hrefWith } = useListParams()
  const shown = options.find(([name]) => name === params.get('show'))?.[0] ?? 'all'
  const opened = params.get('conversation')
  return (
    <Page title="Messages" fill>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '340px minmax(0, 1fr)' },
          gridTemplateRows: 'minmax(0, 1fr)',
          gap: 2,
          flex: 1,
          minHeight: 0,
        }}
      >
        <Box
          sx={{
            display: { xs: opened ? 'none' : 'flex', md: 'flex' },
            flexDirection: 'column',
            gap: 1.5,
            minHeight: 0,
            '& > *': { flex: 'none' },
            '& > :last-child': { flex: 1 },
          }}
        >
          <Box>
            <FilterChips
              label="Show"
              options={options}
              value={shown}
              onChange={(name) => set('show', name === 'all' ? null : name)}
            />
          </Box>
          <ConversationList
            filter={filters[shown]}
            opened={opened}
            hrefOf={(id) => hrefWith('conversation', id)}
          />
        </Box>
        <Paper
          variant="outlined"
          sx={{
            display: { xs: opened ? 'flex' : 'none', md: 'flex' },
            flexDirection: 'column',
            minHeight: 0,
            overflow: 'hidden',
          }}
        >
          {opened ? (
            <ConversationPane key={opened} id={opened} onClose={() => set('conversation', null)} />
          ) : (
            <EmptyState title="Choose a conversation">
              What clients write in the portal appears at the left by itself.
            </EmptyState>
          )}
        </Paper>
      </Box>
    </Page>
  )
}
