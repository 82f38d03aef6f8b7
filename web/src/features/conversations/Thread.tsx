import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useEffect, useRef } from 'react'
import type { MessageSender } from '../../gql/types'
import { When } from '../../ui/When'
import { Composer } from './Composer'
import {
  type Thread_conversationFragment,
  useMarkConversationReadMutation,
  useMessageReceivedSubscription,
  useSendMessageMutation,
} from './conversations.gen'

type Message = Thread_conversationFragment['messages']['nodes'][number]

interface Props {
  /** Null before the first message. */
  conversation: Thread_conversationFragment | null
  /** Whose screen it is. */
  side: MessageSender
  /** The client whose conversation it is; null for the client oneself. */
  ownerId: string | null
  mayWrite: boolean
  /** Whether what is shown here counts as read at once. */
  marksRead: boolean
  refetch: () => Promise<unknown>
  onMore: (after: string | null) => void
  /** The height that the messages scroll in. */
  height: string | number
}

/** What the hospital and a client have written to each other, the latest at the bottom, and where to answer. */
export function Thread(props: Props) {
  const { conversation, side, ownerId, mayWrite, marksRead, refetch, onMore, height } = props
  const [send] = useSendMessageMutation()
  const [markRead] = useMarkConversationReadMutation()
  useMessageReceivedSubscription({
    variables: { ownerId },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const page = conversation?.messages
  const messages = [...(page?.nodes ?? [])].reverse()
  const lastId = messages.at(-1)?.id
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const log = end.current
    if (log) log.scrollTop = log.scrollHeight
  }, [lastId])
  const unread = conversation?.unread ?? false
  const read = (messageId: string) => void markRead({ variables: { messageId } }).catch(() => {})
  useEffect(() => {
    if (!marksRead || !unread || !lastId) return
    const readWhenSeen = () => document.visibilityState === 'visible' && read(lastId)
    readWhenSeen()
    document.addEventListener('visibilitychange', readWhenSeen)
    return () => document.removeEventListener('visibilitychange', readWhenSeen)
  }, [marksRead, unread, lastId])
  const seenAt = side === 'HOSPITAL' ? conversation?.ownerReadAt : null
  const lastSeen = seenAt && messages.findLast(({ sender, sentAt }) => sender === side && sentAt <= seenAt)
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5, minHeight: 0, flex: 1 }}>
      <Box
        ref={end}
        role="log"
        aria-label="Messages"
        tabIndex={0}
        sx={{
          display: 'flex',
          flexDirection: 'column',
          gap: 1,
          overflowY: 'auto',
          overscrollBehavior: 'contain',
          px: 0.5,
          ...(typeof height === 'number' ? { maxHeight: height } : { flex: 1, minHeight: 0 }),
        }}
      >
        {page?.pageInfo.hasNextPage && (
          <Button sx={{ alignSelf: 'center' }} onClick={() => onMore(page.pageInfo.endCursor)}>
            Earlier messages
          </Button>
        )}
        {messages.length === 0 && (
          <Typography sx={{ color: 'text.secondary', textAlign: 'center', py: 3, px: 2 }}>
            {side === 'OWNER'
              ? 'Ask us anything that can wait some hours. In an emergency, call us.'
              : 'Nothing was written yet. The client reads it in the portal, and gets an e-mail otherwise.'}
          </Typography>
        )}
        {messages.map((message) => (
          <Bubble
            key={message.id}
            message={message}
            isOwn={message.sender === side}
            isSeen={lastSeen ? lastSeen.id === message.id : false}
          />
        ))}
      </Box>
      {unread && !marksRead && lastId && (
        <Button sx={{ alignSelf: 'flex-start' }} onClick={() => read(lastId)}>
          Mark as read
        </Button>
      )}
      {mayWrite && (
        <Composer
          label={side === 'OWNER' ? 'Write to the hospital' : 'Write to the client'}
          submitLabel="Send"
          onSend={async (text, headersFor) => {
            const input = { ownerId, text }
            await send({ variables: { input }, context: headersFor(input) })
            await refetch()
          }}
        />
      )}
    </Box>
  )
}

function Bubble({ message, isOwn, isSeen }: { message: Message; isOwn: boolean; isSeen: boolean }) {
  const { sender, text, sentAt, author } = message
  const unnamed = sender === 'HOSPITAL' ? 'The hospital' : 'The client'
  const from = isOwn && sender === 'OWNER' ? 'You' : (author?.name ?? unnamed)
  return (
    <Box
      sx={{
        alignSelf: isOwn ? 'flex-end' : 'flex-start',
        maxWidth: 'min(85%, 560px)',
        px: 1.5,
        py: 1,
        borderRadius: 3,
        borderBottomRightRadius: isOwn ? 4 : undefined,
        borderBottomLeftRadius: isOwn ? undefined : 4,
        border: 1,
        borderColor: 'divider',
        backgroundColor: isOwn
          ? 'color-mix(in srgb, var(--vg-palette-primary-main) 12%, var(--vg-palette-background-paper))'
          : 'background.paper',
      }}
    >
      <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
        {from} · <When at={sentAt} />
      </Typography>
      <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Typography>
      {isSeen && (
        <Typography
          variant="caption"
          component="div"
          sx={{ color: 'text.secondary', textAlign: 'right', mt: 0.25 }}
        >
          Read
        </Typography>
      )}
    </Box>
  )
}
