import { formatOf, right, tableHead, type Party } from '@vetgraph/kit/documents/letter'
import type { PdfDocument } from '@vetgraph/kit/documents/pdf'
import { methods } from '../payments/receipt.pdf.ts'
import type { TillSessionRow, TillSessionStatus } from '../tills/till.table.ts'
import type { DaySheet } from './day-sheet.types.ts'

interface Sheet {
  sheet: DaySheet
  sessions: ReadonlyArray<TillSessionRow & { till: string; expected: number }>
  issuer: Party
  now: Date
}

const lines = 'lightHorizontalLines'

/** The sums of a day by method, its documents, and the count of each till. */
export function daySheetDocument({ sheet, sessions, issuer, now }: Sheet): PdfDocument {
  const { day, currency, takings, rounding, invoices, creditNotes } = sheet
  const money = formatOf(currency)
  const states: Record<TillSessionStatus, string> = {
    OPEN: 'still open',
    COUNTING: 'being counted',
    CLOSED: 'closed',
  }
  return {
    title: `End of day ${day}`,
    language: 'en',
    letterhead: { hospital: issuer.name, location: issuer.lines.join(' · '), address: '', phone: null },
    footer: `End of day ${day}, printed ${now.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    content: [
      { text: `End of day ${day}`, style: 'title' },
      { text: 'Money', style: 'heading' },
      {
        layout: lines,
        table: {
          headerRows: 1,
          widths: ['*', 'auto', 'auto', 'auto', 'auto'],
          body: [
            tableHead(['Method', 'Taken', 'Refunded', 'Reversed', 'Total'], 1),
            ...takings.map(({ method, taken, refunded, reversed, total }) => [
              methods[method],
              right(money(taken.amount)),
              right(money(refunded.amount)),
              right(money(reversed.amount)),
              right(money(total.amount), true),
            ]),
          ],
        },
      },
      ...(rounding.amount === 0 ? [] : [{ text: `Cash rounding: ${money(rounding.amount)}` }]),
      { text: 'Documents', style: 'heading' },
      {
        layout: lines,
        table: {
          headerRows: 1,
          widths: ['*', 'auto', 'auto', 'auto', 'auto'],
          body: [
            tableHead(['', 'Number', 'Net', 'Tax', 'Total'], 1),
            ...[['Invoices finalised', invoices] as const, ['Credit notes', creditNotes] as const].map(
              ([label, { count, net, tax, total }]) => [
                label,
                right(String(count)),
                right(money(net.amount)),
                right(money(tax.amount)),
                right(money(total.amount), true),
              ],
            ),
          ],
        },
      },
      ...(sessions.length === 0 ? [] : [{ text: 'Tills', style: 'heading' }]),
      ...sessions.map((session) => ({
        unbreakable: true,
        stack: [
          { text: `${session.till} (${states[session.status]})`, bold: true, margin: [0, 6, 0, 2] as never },
          {
            layout: lines,
            table: {
              widths: ['*', 'auto'],
              body: [
                ['Float', right(money(session.float))],
                ['Expected', right(money(session.expected))],
                ...(session.cash ?? [])
                  .filter(({ pieces }) => pieces > 0)
                  .map(({ value, pieces }) => [
                    `    ${pieces} × ${money(value)}`,
                    right(money(value * pieces)),
                  ]),
                ...(session.counted === null
                  ? []
                  : [
                      ['Counted', right(money(session.counted), true)],
                      [
                        ['Difference', session.differenceReason].filter(Boolean).join(': '),
                        right(money(session.counted - session.expected)),
                      ],
                      [
                        ['To the bank', session.bankReference].filter(Boolean).join(', '),
                        right(money(session.banked ?? 0)),
                      ],
                      ['Left in cash', right(money(session.counted - (session.banked ?? 0)))],
                    ]),
              ],
            },
          },
        ],
      })),
    ],
  }
}
