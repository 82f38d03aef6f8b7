import { hospitalVariable, type MessageDeclaration } from '@vetgraph/kit/contracts/messages'

/** What is written to a supplier with the PDF of an order. */
export const orderMessages: Readonly<Record<string, MessageDeclaration>> = {
  'purchase-order': {
    name: 'Purchase order',
    sent: 'With the PDF of an order that is sent to a supplier.',
    variables: {
      hospital: hospitalVariable,
      number: { means: 'The order’s number', example: 'PO-2026-000012' },
      total: { means: 'The total before tax', example: 'EUR 412.50' },
    },
    wording: {
      subject: 'Purchase order {{ number }} from {{ hospital }}',
      body: [
        'Dear {{ name }},',
        'Please find attached our purchase order {{ number }} for {{ total }} before tax.',
        'Please confirm it, and tell us if anything cannot be delivered.',
        '{{ hospital }}',
      ].join('\n\n'),
      linkLabel: null,
    },
  },
}
