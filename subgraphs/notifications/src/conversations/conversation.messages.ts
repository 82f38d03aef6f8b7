import type { MessageDeclaration } from '@vetgraph/kit/contracts/messages'

export const conversationMessageTemplates: Readonly<Record<string, MessageDeclaration>> = {
  'new-message': {
    name: 'New message',
    sent: 'When a client has not read a message of the hospital in the portal within five minutes.',
    link: '/messages',
    linkIsPlain: true,
    variables: {},
    wording: {
      subject: 'You have a new message',
      body: [
        'Dear {{ name }},',
        'We have written to you. Sign in to read our message and to answer it.',
        '{{ link }}',
      ].join('\n\n'),
      linkLabel: 'Read the message',
    },
  },
}
