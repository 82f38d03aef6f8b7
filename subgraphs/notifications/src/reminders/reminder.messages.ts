import { hospitalVariable, type MessageDeclaration } from '@vetgraph/kit/contracts/messages'

export const reminderMessages: Readonly<Record<string, MessageDeclaration>> = {
  reminder: {
    name: 'Reminder',
    sent: 'Before or after a visit or a vaccination is due, by the rules of reminders; once a day for a household.',
    variables: {
      hospital: hospitalVariable,
      pets: { means: 'The names of the pets', example: 'Bella and Max' },
      visits: {
        means: 'The visits, one a line; blank if there are none',
        example: 'Bella: Check-up, Thursday, 19 March 2026, 10:30',
        optional: true,
      },
      vaccinations: {
        means: 'The vaccinations that are due, one a line; blank if there are none',
        example: 'Max: Rabies, Thursday, 26 March 2026',
        optional: true,
      },
    },
    wording: {
      subject: 'Reminder for {{ pets }}',
      body: [
        'Dear {{ name }},',
        '{% if visits %}We expect you at this time:\n{{ visits }}{% endif %}',
        '{% if vaccinations %}These vaccinations are due:\n{{ vaccinations }}{% endif %}',
        '{% if vaccinations %}Please call us to book a time.{% else %}If you cannot come, please call us.{% endif %}',
        '{{ hospital }}',
      ].join('\n\n'),
      linkLabel: null,
    },
  },
}
