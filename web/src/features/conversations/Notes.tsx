import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { When } from '../../ui/When'
import { Composer } from './Composer'
import { type ConversationPaneQuery, useAddConversationNoteMutation } from './conversations.gen'

type Note = NonNullable<NonNullable<ConversationPaneQuery['conversation']>['notes']>['nodes'][number]

interface Props {
  conversationId: string
  notes: readonly Note[]
  mayWrite: boolean
  refetch: () => Promise<unknown>
}

/** What colleagues should know of a conversation; the client never sees it. */
export function Notes({ conversationId, notes, mayWrite, refetch }: Props) {
  const [add] = useAddConversationNoteMutation()
  return (
    <Box
      component="aside"
      aria-label="Internal notes"
      sx={{
        display: 'flex',
        flexDirection: 'column',
        gap: 1,
        p: 2,
        width: { lg: 300 },
        flex: 'none',
        maxHeight: { xs: '32%', lg: 'none' },
        overflowY: 'auto',
        borderTop: { xs: 1, lg: 0 },
        borderLeft: { lg: 1 },
        borderColor: { xs: 'divider', lg: 'divider' },
        backgroundColor: 'color-mix(in srgb, var(--vg-palette-warning-main) 6%, transparent)',
      }}
    >
      <Box>
        <Typography variant="h3" component="h3">
          Internal notes
        </Typography>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          The client never sees them.
        </Typography>
      </Box>
      {mayWrite && (
        <Composer
          label="Note for colleagues"
          submitLabel="Add"
          onSend={async (text, headersFor) => {
            const input = { conversationId, text }
            await add({ variables: { input }, context: headersFor(input) })
            await refetch()
          }}
        />
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.25 }}>
        {notes.map(({ id, text, createdAt, author }) => (
          <li key={id}>
            <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Typography>
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>
              {author?.name ?? 'A colleague'} · <When at={createdAt} />
            </Typography>
          </li>
        ))}
      </Box>
    </Box>
  )
}
