import { addressee, formatOf, language, letterheadOf, right, tableHead } from '@vetgraph/kit/documents/letter'
import { factsTable, type PdfDocument } from '@vetgraph/kit/documents/pdf'
import { quantityOf } from '@vetgraph/kit/money'
import type { PurchaseOrderLineRow, PurchaseOrderRow } from './purchase-order.table.ts'

interface OrderFacts {
  order: PurchaseOrderRow
  /** Each with the unit of its item. */
  lines: ReadonlyArray<PurchaseOrderLineRow & { unit: string }>
  customerNumber: string | null
  /** The location's day on which it was sent. */
  day: string
}

/** An order as it was sent: names, articles and prices are its own copies. */
export function orderDocument({ order, lines, customerNumber, day }: OrderFacts): PdfDocument {
  const money = formatOf(order.currency)
  const title = `Purchase order ${order.number!}`
  return {
    title,
    language,
    letterhead: letterheadOf(order.issuer!),
    footer: title,
    content: [
      addressee(order.recipient!),
      { text: title, style: 'title' },
      factsTable(
        [
          ['Date', day],
          ['Our customer number', customerNumber],
          ['Deliver to', order.issuer!.lines.join(', ')],
        ],
        3,
      ),
      { text: order.note ?? '', margin: [0, 6, 0, 6] as never },
      {
        layout: 'lightHorizontalLines',
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: [62, 135, 55, 32, 58, 72],
          body: [
            tableHead(['Article', 'Description', 'Pack', 'Packs', 'Price', 'Amount'], 2),
            ...lines.map((line) => [
              { text: line.articleNumber },
              { text: line.description },
              right(`${quantityOf(line.packSize)} ${line.unit}`),
              right(String(line.packs)),
              right(money(line.price)),
              right(money(line.price * line.packs)),
            ]),
            [
              { text: 'Total before tax', bold: true, colSpan: 5 },
              ...Array.from({ length: 4 }, () => ({ text: '' })),
              right(money(order.total), true),
            ],
          ],
        },
      },
    ],
  }
}
