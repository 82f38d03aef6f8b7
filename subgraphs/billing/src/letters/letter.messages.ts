import { hospitalVariable, type MessageDeclaration } from '@vetgraph/kit/contracts/messages'

const invoiceVariables = {
  hospital: hospitalVariable,
  number: { means: 'The invoice’s number', example: 'H-2026-0042' },
  total: { means: 'The total of the invoice', example: 'EUR 84.70' },
} as const

/** What is written with the PDF of an invoice. */
export const letterMessages: Readonly<Record<string, MessageDeclaration>> = {
  invoice: {
    name: 'Invoice',
    sent: 'With the PDF of an invoice that is sent to the client.',
    variables: {
      ...invoiceVariables,
      due: { means: 'What is to be paid; blank once it is paid', example: 'EUR 84.70', optional: true },
      dueOn: { means: 'The day by which it is to be paid', example: '2026-12-14', optional: true },
      again: { means: '“yes” if it was sent before, else blank', example: 'yes', optional: true },
    },
    wording: {
      subject: 'Invoice {{ number }} from {{ hospital }}',
      body: [
        'Dear {{ name }},',
        '{% if again %}We send you this invoice once more.{% else %}Thank you for your visit.{% endif %}',
        'Attached is invoice {{ number }} for {{ total }}.',
        '{% if due %}Please pay {{ due }}{% if dueOn %} by {{ dueOn }}{% endif %}.{% else %}It is paid: there is nothing left to do.{% endif %}',
        'If anything about it is unclear, please call us.',
        '{{ hospital }}',
      ].join('\n\n'),
      linkLabel: null,
    },
  },
  'payment-reminder': {
    name: 'Payment reminder',
    sent: 'When an invoice is overdue, with its PDF.',
    variables: {
      ...invoiceVariables,
      due: { means: 'What is not paid yet', example: 'EUR 84.70' },
      dueOn: { means: 'The day by which it was to be paid', example: '2026-11-14' },
      step: { means: '“First reminder”, “Second reminder” or “Final reminder”', example: 'First reminder' },
    },
    wording: {
      subject: '{{ step }}: invoice {{ number }}',
      body: [
        'Dear {{ name }},',
        'Invoice {{ number }} was due on {{ dueOn }}, and {{ due }} of it is not paid yet. The invoice is attached.',
        "{% if step == 'Final reminder' %}This is our final reminder. Please pay within seven days, or call us so that we find a way together.{% else %}It may have been overlooked: please pay it now.{% endif %}",
        'If you have paid in the meantime, thank you: you need not do anything.',
        '{{ hospital }}',
      ].join('\n\n'),
      linkLabel: null,
    },
  },
}
