import { hospitalVariable, type MessageDeclaration } from '@vetgraph/kit/contracts/messages'

const said = {
  hospital: hospitalVariable,
  pet: { means: 'The patient’s name', example: 'Bella' },
  what: { means: 'What the visit is for', example: 'Dental' },
}

export const requestMessages: Readonly<Record<string, MessageDeclaration>> = {
  'request-accepted': {
    name: 'Request accepted',
    sent: 'When the desk books a visit that a client has asked for in the portal.',
    variables: {
      ...said,
      when: { means: 'The day and time that is booked', example: 'Thursday, 19 March 2026, 10:30' },
      vet: { means: 'The vet’s name', example: 'Daan Visser' },
    },
    wording: {
      subject: '{{ pet }} is booked',
      body: [
        'Dear {{ name }},',
        'You asked us for a visit of {{ pet }} ({{ what }}). We have booked {{ when }} with {{ vet }}.',
        'If the time does not suit you, cancel the visit in the portal, or call us.',
        '{{ hospital }}',
      ].join('\n\n'),
      linkLabel: null,
    },
  },
  'request-refused': {
    name: 'Request refused',
    sent: 'When the desk cannot book a visit that a client has asked for in the portal.',
    variables: {
      ...said,
      reason: { means: 'Why it was not booked', example: 'We have no time on that day.' },
    },
    wording: {
      subject: 'Your request for {{ pet }}',
      body: [
        'Dear {{ name }},',
        'You asked us for a visit of {{ pet }} ({{ what }}). We could not book it: {{ reason }}',
        'You can ask for another day in the portal, or call us.',
        '{{ hospital }}',
      ].join('\n\n'),
      linkLabel: null,
    },
  },
}
