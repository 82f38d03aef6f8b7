import { formatOf, right, tableHead, type Party } from '@vetgraph/kit/documents/letter'
import type { PdfDocument } from '@vetgraph/kit/documents/pdf'

interface Statement {
  parties: { issuer: Party; recipient: Party }
  currency: string
  from: string
  until: string
  /** What was owed before the first entry; negative when the hospital owed. */
  opening: number
  entries: ReadonlyArray<{ day: string; what: string; change: number; balance: number }>
}

/** The entries of an account from day to day, between the balance before them and the one after. */
export function statementDocument({
  parties,
  currency,
  from,
  until,
  opening,
  entries,
}: Statement): PdfDocument {
  const { issuer, recipient } = parties
  const money = formatOf(currency)
  const title = 'Statement of account'
  const closing = entries.at(-1)?.balance ?? opening
  return {
    title: `${title}, ${from} to ${until}`,
    language: 'en',
    letterhead: { hospital: issuer.name, location: issuer.lines.join(' · '), address: '', phone: null },
    footer: `${title} of ${recipient.name}, ${from} to ${until}`,
    content: [
      { text: title, style: 'title' },
      { text: [recipient.name, ...recipient.lines].join('\n') },
      { text: `${from} to ${until}`, margin: [0, 8, 0, 8] },
      {
        layout: 'lightHorizontalLines',
        table: {
          headerRows: 1,
          widths: ['auto', '*', 'auto', 'auto'],
          body: [
            tableHead(['Date', 'Entry', 'Amount', 'Balance'], 2),
            ['', 'Balance before', '', right(money(opening))],
            ...entries.map(({ day, what, change, balance }) => [
              day,
              what,
              right(money(change)),
              right(money(balance)),
            ]),
          ],
        },
      },
      {
        text: closing < 0 ? `In your favour: ${money(0 - closing)}` : `To be paid: ${money(closing)}`,
        style: 'heading',
      },
    ],
  }
}
