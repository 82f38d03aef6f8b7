import { addressee, formatOf, letterheadOf, right, tableHead } from '@vetgraph/kit/documents/letter'
import { factsTable, type PdfDocument } from '@vetgraph/kit/documents/pdf'
import { quantityOf } from '@vetgraph/kit/money'
import type { EstimateAnswerRow, EstimateItemRow, EstimateVersionRow } from './estimate.table.ts'

interface EstimateFacts {
  version: EstimateVersionRow
  currency: string
  items: readonly EstimateItemRow[]
  answer: EstimateAnswerRow | null
  /** The location’s days on which it was sent and answered. */
  sentOn: string
  answeredOn: string | null
}

export const rangeOf = (low: string, high: string) => (low === high ? high : `${low} – ${high}`)

function signed({ answer, answeredOn }: EstimateFacts) {
  if (!answer) return []
  const { signedBy, portal, answeredBy, signature } = answer
  const where = portal ? ', in the portal' : answeredBy === null ? ', by the link of an e-mail' : ''
  return [
    {
      unbreakable: true,
      margin: [0, 24, 0, 0] as never,
      stack: [
        ...(signature
          ? [{ image: `data:image/png;base64,${signature.toString('base64')}`, fit: [200, 80] as never }]
          : []),
        { text: `Answered by ${signedBy} on ${answeredOn}${where}` },
      ],
    },
  ]
}

const decisions = { OPEN: '', ACCEPTED: 'Accepted', DECLINED: 'Declined' }

/** A version of an estimate as it was sent, with the answer and the signature once there are any. */
export function estimateDocument(facts: EstimateFacts): PdfDocument {
  const { version, currency, items, sentOn } = facts
  const { title, note, validUntil, number } = version
  const money = formatOf(currency)
  const pets = [...new Set(items.flatMap(({ petName }) => petName ?? []))]
  return {
    title: `Estimate: ${title}`,
    language: 'en',
    letterhead: letterheadOf(version.issuer),
    footer: `Estimate of ${sentOn}, version ${number}`,
    content: [
      addressee(version.recipient),
      { text: `Estimate: ${title}`, style: 'title' },
      factsTable(
        [
          ['Date', sentOn],
          ['Valid until', validUntil],
          [pets.length > 1 ? 'Patients' : 'Patient', pets.join(', ') || null],
        ],
        3,
      ),
      ...(note ? [{ text: note, margin: [0, 6, 0, 6] as never }] : [{ text: '', margin: [0, 6] as never }]),
      {
        layout: 'lightHorizontalLines',
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: [205, 60, 145, 60],
          body: [
            tableHead(['Description', 'Quantity', 'With tax', ''], 1),
            ...items.map((item) => [
              { text: [item.petName, item.description].filter(Boolean).join(': ') },
              right(rangeOf(String(quantityOf(item.lowQuantity)), String(quantityOf(item.quantity)))),
              right(
                item.lowQuantity === item.quantity
                  ? money(item.high)
                  : rangeOf(money(item.low), money(item.high)),
              ),
              right(decisions[item.decision]),
            ]),
            [
              { text: 'Total', bold: true },
              { text: '' },
              right(rangeOf(money(version.low), money(version.high)), true),
              { text: '' },
            ],
          ],
        },
      },
      {
        text: 'The invoice may differ: it charges what was done. We ask before it passes the highest total.',
        fontSize: 8,
        margin: [0, 8, 0, 0] as never,
      },
      ...signed(facts),
    ],
  }
}
