import { hospitalVariable, type MessageDeclaration } from '@vetgraph/kit/contracts/messages'

const variables = {
  hospital: hospitalVariable,
  title: { means: 'The subject as it was written', example: 'We are closed on Friday' },
  text: { means: 'The text as it was written', example: 'We are closed on Friday, 20 March.' },
}

/** What stands around the text of a message to many clients. */
export const bulkMessageTemplates: Readonly<Record<string, MessageDeclaration>> = {
  'bulk-service': {
    name: 'Bulk message',
    sent: 'When somebody writes to many clients about their visits or patients: a closure, a recall.',
    variables,
    wording: {
      subject: '{{ title }}',
      body: ['Dear {{ name }},', '{{ text }}', '{{ hospital }}'].join('\n\n'),
      linkLabel: null,
    },
  },
  'bulk-news': {
    name: 'Bulk message: news',
    sent: 'When somebody writes news and offers to many clients who have agreed to them.',
    link: '/reminder',
    unsubscribes: true,
    variables,
    wording: {
      subject: '{{ title }}',
      body: ['Dear {{ name }},', '{{ text }}', '{{ hospital }}', '{{ link }}'].join('\n\n'),
      linkLabel: 'Stop these e-mails',
    },
  },
}

/** What the text of a bulk message may take. */
export const bulkText: MessageDeclaration = {
  name: 'Bulk message',
  sent: 'At once',
  variables: {
    hospital: hospitalVariable,
    pets: { means: 'The names of the client’s patients whom it is about', example: 'Bella and Max' },
  },
  wording: { subject: '', body: '', linkLabel: null },
}
