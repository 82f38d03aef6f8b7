import { hospitalVariable, type MessageDeclaration } from '@vetgraph/kit/contracts/messages'

/** What is written with the PDF of an estimate. */
export const estimateMessages: Readonly<Record<string, MessageDeclaration>> = {
  estimate: {
    name: 'Estimate',
    sent: 'With the PDF of an estimate that is sent to the client, who answers by its link.',
    link: '/estimate',
    variables: {
      hospital: hospitalVariable,
      title: { means: 'What it is for', example: 'Dental treatment' },
      total: {
        means: 'The lowest and the highest total, with tax',
        example: 'EUR 290.40 – EUR 551.76',
      },
      validUntil: { means: 'The last day on which it can be accepted', example: '2026-12-14' },
    },
    wording: {
      subject: 'Estimate: {{ title }}',
      body: [
        'Dear {{ name }},',
        'Attached is what we suggest and what it may cost: {{ total }} with tax. Nothing is done before you agree.',
        'Please tell us which of it you want. You need not sign in.',
        '{{ link }}',
        'The link works until {{ validUntil }}. If anything about it is unclear, please call us.',
        '{{ hospital }}',
      ].join('\n\n'),
      linkLabel: 'Accept or decline',
    },
  },
}
