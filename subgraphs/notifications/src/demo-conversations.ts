import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { addMinutes } from '@vetgraph/kit/time'
import {
  conversationMessages,
  conversationNotes,
  conversations,
  MessageSender,
} from './conversations/conversation.table.ts'

interface DemoThread {
  /** From the first to the last: who wrote, how many minutes ago, and what. */
  said: ReadonlyArray<readonly [keyof typeof MessageSender, number, string]>
  note?: string
  assigned?: true
}

const hour = 60
const day = 24 * hour

/** The first is of the account owner@demo.vet. */
const threads: readonly DemoThread[] = [
  {
    said: [
      ['OWNER', 2 * day, 'Good morning. Should she fast before the blood test on Thursday?'],
      [
        'HOSPITAL',
        2 * day - 40,
        'Yes, please: nothing to eat after 20:00 the evening before. Water is fine.',
      ],
      ['OWNER', 2 * day - 55, 'Thank you!'],
      ['HOSPITAL', 3 * hour, 'The results are here, and all of them are fine. You need not do anything.'],
    ],
    note: 'Prefers to be called after 17:00.',
    assigned: true,
  },
  {
    said: [
      ['OWNER', 26 * hour, 'He has eaten half a bar of chocolate, about 40 g. He weighs 28 kg.'],
      ['HOSPITAL', 26 * hour - 6, 'Please call us at once, we want to know which kind it was.'],
      ['OWNER', 25 * hour, 'We spoke on the telephone, thank you. He slept well.'],
    ],
    assigned: true,
  },
  { said: [['OWNER', 35, 'Can we come half an hour later tomorrow?']] },
  {
    said: [
      ['HOSPITAL', 5 * day, 'The tablets that you ordered are at the desk.'],
      ['OWNER', 4 * day, 'I collect them on Saturday.'],
    ],
    note: 'Paid in advance, the bag is in the second drawer.',
  },
  { said: [['OWNER', 70, 'The stitches look a little red. Is that normal on the third day?']] },
]

/** Conversations with clients: answered, taken, and still to be read. */
export async function loadConversations(ctx: Context, { owners, staff, vets }: DemoPlan) {
  const now = ctx.now()
  const reception = staff.find(({ role }) => role === 'RECEPTIONIST') ?? staff[0]!
  const rows = threads.slice(0, owners.length).map(({ said, note, assigned }, place) => {
    const id = demoId('conversation', place)
    const ownerId = owners[place]!.id
    const messages = said.map(([from, minutesAgo, text], number) => ({
      ...{ id: demoId('conversation-message', place * 10 + number), conversationId: id, text },
      sender: MessageSender[from],
      authorId: from === 'OWNER' ? ownerId : reception.id,
      sentAt: addMinutes(now, -minutesAgo),
    }))
    const last = messages.at(-1)!
    const lastOf = (sender: MessageSender) =>
      messages.findLast((message) => message.sender === sender)?.sentAt
    const [ownerWroteAt, hospitalWroteAt] = [lastOf(MessageSender.OWNER), lastOf(MessageSender.HOSPITAL)]
    const isAnswered = last.sender === MessageSender.HOSPITAL || said.length > 1
    return {
      messages,
      notes: note
        ? [
            {
              ...{ id: demoId('conversation-note', place), conversationId: id, authorId: reception.id },
              ...{ text: note, createdAt: addMinutes(last.sentAt, 5) },
            },
          ]
        : [],
      conversation: {
        ...{ id, ownerId, lastMessageId: last.id, lastMessageAt: last.sentAt },
        assignedToId: assigned ? (place === 0 ? reception : vets[0]!).id : null,
        ...{ ownerWroteAt, hospitalWroteAt, mailedAt: hospitalWroteAt },
        hospitalReadAt: isAnswered ? ownerWroteAt : null,
        ownerReadAt: place === 0 ? messages[1]!.sentAt : hospitalWroteAt,
        ...{ version: 1, createdAt: messages[0]!.sentAt, updatedAt: last.sentAt },
      },
    }
  })
  await insertRows(
    ctx,
    conversations,
    rows.map(({ conversation }) => conversation),
  )
  await insertRows(
    ctx,
    conversationMessages,
    rows.flatMap(({ messages }) => messages),
  )
  await insertRows(
    ctx,
    conversationNotes,
    rows.flatMap(({ notes }) => notes),
  )
}
