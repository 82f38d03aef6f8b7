import { hospitalVariable, type MessageDeclaration } from '@vetgraph/kit/contracts/messages'

export const waitlistMessages: Readonly<Record<string, MessageDeclaration>> = {
  'slot-offer': {
    name: 'Free time',
    sent: 'When a free time is offered to a client on the waitlist.',
    link: '/offer',
    variables: {
      hospital: hospitalVariable,
      pet: { means: 'The patient’s name', example: 'Bella' },
      what: { means: 'What the visit is for', example: 'Check-up' },
      when: { means: 'The day and time that is offered', example: 'Thursday, 19 March 2026, 10:30' },
      vet: { means: 'The vet’s name', example: 'Daan Visser' },
      until: { means: 'Until when the link works', example: 'Wednesday, 18 March 2026, 18:00' },
    },
    wording: {
      subject: 'A free time for {{ pet }}',
      body: [
        'Dear {{ name }},',
        'You asked us to tell you when a time becomes free for {{ pet }}. We can offer you {{ when }} with {{ vet }} ({{ what }}).',
        '{{ link }}',
        'The link works until {{ until }}. The time is not held for you: whoever takes it first has it.',
        'If it does not suit you, you need not do anything: you stay on the list.',
        '{{ hospital }}',
      ].join('\n\n'),
      linkLabel: 'Take this time',
    },
  },
}
