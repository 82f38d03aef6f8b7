import { hospitalVariable, type MessageDeclaration } from '@vetgraph/kit/contracts/messages'

const visits = (which: string) => ({
  means: `The visits that were ${which}, one a line; blank if there are none`,
  example: 'Bella: Check-up, Thursday, 19 March 2026, 10:30 at Harbour Vets',
  optional: true as const,
})

export const invitationMessages: Readonly<Record<string, MessageDeclaration>> = {
  'visit-changes': {
    name: 'Visit booked, moved or cancelled',
    sent: 'Two minutes after a visit was booked, moved or cancelled, with all that changed for the household by then. An invitation for the client’s calendar is attached for each visit.',
    variables: {
      hospital: hospitalVariable,
      pets: { means: 'The names of the pets', example: 'Bella and Max' },
      booked: visits('booked'),
      moved: visits('moved'),
      cancelled: visits('cancelled'),
    },
    wording: {
      subject: '{% if booked %}Booked{% elsif moved %}Moved{% else %}Cancelled{% endif %}: {{ pets }}',
      body: [
        'Dear {{ name }},',
        '{% if booked %}We expect you at this time:\n{{ booked }}{% endif %}',
        '{% if moved %}This is at another time now:\n{{ moved }}{% endif %}',
        '{% if cancelled %}This was cancelled:\n{{ cancelled }}{% endif %}',
        'Your calendar can take it over from the attachment. If a time does not suit you, please call us.',
        '{{ hospital }}',
      ].join('\n\n'),
      linkLabel: null,
    },
  },
}
