import { formatOf, type Party } from '@vetgraph/kit/documents/letter'
import type { PdfDocument } from '@vetgraph/kit/documents/pdf'
import type { PaymentMethod } from './payment.table.ts'
import { type PaymentRow, type RefundRow } from './payment.table.ts'

/** Documents are in English, as all texts of the hospital are. */
const language = 'en'

export const methods: Record<PaymentMethod, string> = {
  CASH: 'Cash',
  CARD: 'Card',
  TRANSFER: 'Bank transfer',
  CREDIT: 'Account credit',
  ONLINE: 'Online',
  INSURER: 'Insurer',
}

interface Receipt {
  payment: PaymentRow
  /** What it pays, by the numbers of the invoices. */
  paid: ReadonlyArray<{ number: string; amount: number }>
  unallocated: number
  refunds: readonly RefundRow[]
  parties: { issuer: Party; recipient: Party }
  paper: 'A4' | 'ROLL'
}

/** What was paid, by whom and for what; a reversed payment says so first. */
export function receiptDocument({
  payment,
  paid,
  unallocated,
  refunds,
  parties,
  paper,
}: Receipt): PdfDocument {
  const { issuer, recipient } = parties
  const { amount, currency, method, rounding, tendered, reference, receivedOn, reversedAt, id } = payment
  const money = formatOf(currency)
  const rows: Array<[string, string]> = [
    ...paid.map(({ number, amount }): [string, string] => [`Invoice ${number}`, money(amount)]),
    ...(unallocated === 0
      ? []
      : [[payment.deposit ? 'Deposit' : 'Account credit', money(unallocated)] as [string, string]]),
    ...(rounding === 0 ? [] : [['Cash rounding', money(0 - rounding)] as [string, string]]),
    [`Paid: ${methods[method]}`, money(amount)],
    ...(tendered === null
      ? []
      : ([
          ['Cash received', money(tendered)],
          ['Change', money(tendered - amount)],
        ] as Array<[string, string]>)),
    ...refunds.map((refund): [string, string] => [
      `Refunded: ${methods[refund.method]}`,
      money(0 - refund.amount),
    ]),
  ]
  return {
    title: 'Receipt',
    language,
    paper,
    letterhead: {
      hospital: issuer.name,
      location: issuer.lines.join(paper === 'A4' ? ' · ' : '\n'),
      address: '',
      phone: null,
    },
    footer: `Receipt ${id}`,
    content: [
      { text: reversedAt ? 'Receipt (reversed, not valid)' : 'Receipt', style: 'title' },
      { text: [recipient.name, ...(paper === 'A4' ? recipient.lines : [])].join('\n') },
      {
        text: [receivedOn, reference && `Reference ${reference}`].filter(Boolean).join(', '),
        margin: [0, 4, 0, 8],
      },
      {
        layout: 'lightHorizontalLines',
        table: {
          widths: ['*', 'auto'],
          body: rows.map(([label, value]) => [label, { text: value, alignment: 'right' as const }]),
        },
      },
    ],
  }
}
