import { hospitalVariable, type MessageDeclaration } from '@vetgraph/kit/contracts/messages'

export const reminderMessages: Readonly<Record<string, MessageDeclaration>> = {
  reminder: {
    name: 'Reminder',
    sent: 'Before or after a visit or a vaccination is due, by the rules of reminders; once a day for a household.',
    link: '/reminder',
    unsubscribes: true,
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
        '{{ link }}',
        '{% if vaccinations %}Please call us to book a time, or book it in the portal.{% else %}If you need another time, please call us.{% endif %}',
        '{{ hospital }}',
      ].join('\n\n'),
      linkLabel: '{% if visits %}Confirm or cancel{% else %}Your reminders{% endif %}',
    },
  },
}
