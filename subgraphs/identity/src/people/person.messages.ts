import { hospitalVariable, type MessageDeclaration } from '@vetgraph/kit/contracts/messages'

export const personMessages: Readonly<Record<string, MessageDeclaration>> = {
  invitation: {
    name: 'Invitation',
    sent: 'When an administrator makes an account for somebody.',
    link: '/invitation',
    variables: { hospital: hospitalVariable },
    wording: {
      subject: "Your account at {{ hospital | default: 'the hospital' }}",
      body: [
        'Dear {{ name }},',
        "There is an account for you at {{ hospital | default: 'the hospital' }}. Choose a password, and you can begin.",
        '{{ link }}',
        'The link works for seven days.',
        '{{ hospital }}',
      ].join('\n\n'),
      linkLabel: 'Accept the invitation',
    },
  },
}
