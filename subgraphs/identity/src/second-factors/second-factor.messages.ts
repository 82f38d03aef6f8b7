import { hospitalVariable, type MessageDeclaration } from '@vetgraph/kit/contracts/messages'

export const secondFactorMessages: Readonly<Record<string, MessageDeclaration>> = {
  'second-factor-changed': {
    name: 'The second factor was changed',
    sent: 'When the second factor of an account was set up, changed or removed.',
    variables: {
      hospital: hospitalVariable,
      change: { means: 'What was changed, as a sentence', example: 'A second factor was set up.' },
    },
    wording: {
      subject: 'Your second factor was changed',
      body: [
        'Dear {{ name }},',
        '{{ change }}',
        'If this was not you, reset your password at once and tell the hospital.',
        '{{ hospital }}',
      ].join('\n\n'),
      linkLabel: null,
    },
  },
}
