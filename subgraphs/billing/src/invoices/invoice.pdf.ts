import { addressee, formatOf, language, letterheadOf, right, tableHead } from '@vetgraph/kit/documents/letter'
import { factsTable, type PdfDocument } from '@vetgraph/kit/documents/pdf'
import { quantityOf } from '@vetgraph/kit/money'
import { TaxClass } from '../prices/service.table.ts'
import type { CreditNoteItemRow, CreditNoteRow } from './credit-note.table.ts'
import type { InvoiceItemRow, InvoiceRow } from './invoice.table.ts'
import { taxesOf } from './taxes.ts'

const percent = (basisPoints: number) => `${basisPoints / 100} %`

const taxName = (taxClass: TaxClass, rate: number) =>
  taxClass === TaxClass.EXEMPT ? 'exempt' : percent(rate)

/** Lines of one pet stand together, under its name. */
function groupsOf<Item extends { petName: string | null }>(
  items: readonly Item[],
): [string | null, Item[]][] {
  const groups = new Map<string | null, Item[]>()
  for (const item of items) groups.set(item.petName, [...(groups.get(item.petName) ?? []), item])
  return [...groups]
}

interface Totals {
  currency: string
  subtotal: number
  tax: number
  total: number
}

type Taxed = Pick<InvoiceItemRow, 'taxClass' | 'taxRate' | 'net' | 'tax'>

/** The sums, with the tax of each class and rate broken out (B5). */
function sums({ currency, subtotal, total }: Totals, items: readonly Taxed[]) {
  const money = formatOf(currency)
  const rows = [
    ['Before tax', money(subtotal)],
    ...taxesOf(items).map(({ taxClass, rate, net, tax }) => [
      taxClass === TaxClass.EXEMPT
        ? `Exempt from tax: ${money(net)}`
        : `Tax ${percent(rate)} on ${money(net)}`,
      money(tax),
    ]),
  ] as const
  return {
    margin: [0, 10, 0, 0] as never,
    layout: 'noBorders',
    table: {
      widths: [375, 100],
      body: [
        ...rows.map(([label, value]) => [right(label!), right(value!)]),
        [right('Total', true), right(money(total), true)],
      ],
    },
  }
}

interface Body<Item> {
  items: readonly Item[]
  currency: string
  columns: readonly string[]
  widths: number[]
  cells: (item: Item) => string[]
}

function lines<Item extends { petName: string | null; description: string; gross: number }>({
  items,
  currency,
  columns,
  widths,
  cells,
}: Body<Item>) {
  const money = formatOf(currency)
  const groups = groupsOf(items)
  return {
    layout: 'lightHorizontalLines',
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths,
      body: [
        tableHead(columns, 1),
        ...groups.flatMap(([pet, ofPet]) => [
          ...(groups.length > 1
            ? [
                [
                  { text: pet ?? 'Other', bold: true, colSpan: columns.length - 1 },
                  ...columns.slice(2).map(() => ({ text: '' })),
                  right(money(ofPet.reduce((sum, { gross }) => sum + gross, 0)), true),
                ],
              ]
            : []),
          ...ofPet.map((item) => [{ text: item.description }, ...cells(item).map((cell) => right(cell))]),
        ]),
      ],
    },
  }
}

interface InvoiceFacts {
  invoice: InvoiceRow
  items: readonly InvoiceItemRow[]
  /** The location's day on which it was finalised. */
  day: string
}

/** An invoice as it is stored: names, addresses, prices and rates are the invoice's own copies (B3). */
export function invoiceDocument({ invoice, items, day }: InvoiceFacts): PdfDocument {
  const { number, currency, suppliedOn } = invoice
  const money = formatOf(currency)
  const pets = groupsOf(items).flatMap(([pet]) => pet ?? [])
  return {
    title: `Invoice ${number}`,
    language,
    letterhead: letterheadOf(invoice.issuer!),
    footer: `Invoice ${number}`,
    content: [
      addressee(invoice.recipient!),
      { text: `Invoice ${number}`, style: 'title' },
      factsTable(
        [
          ['Date', day],
          ['Supplied on', suppliedOn],
          [pets.length > 1 ? 'Patients' : 'Patient', pets.join(', ') || null],
        ],
        3,
      ),
      { text: '', margin: [0, 6, 0, 0] },
      lines({
        items,
        currency,
        columns: ['Description', 'Quantity', 'Unit price', 'Discount', 'Tax', 'With tax'],
        widths: [165, 48, 75, 62, 45, 75],
        cells: (item) => [
          String(quantityOf(item.quantity)),
          money(item.unitPrice),
          item.discount > 0 ? money(item.discount) : '',
          taxName(item.taxClass, item.taxRate),
          money(item.gross),
        ],
      }),
      sums(invoice, items),
      ...(items.some(({ taxIncluded }) => taxIncluded)
        ? [{ text: 'Some unit prices include the tax.', fontSize: 8, margin: [0, 8, 0, 0] as never }]
        : []),
    ],
  }
}

interface CreditNoteFacts {
  note: CreditNoteRow
  items: readonly CreditNoteItemRow[]
  invoice: InvoiceRow
  day: string
}

/** A credit note, which names the invoice that it corrects and why. */
export function creditNoteDocument({ note, items, invoice, day }: CreditNoteFacts): PdfDocument {
  const { number, currency } = note
  const money = formatOf(currency)
  return {
    title: `Credit note ${number}`,
    language,
    letterhead: letterheadOf(note.issuer),
    footer: `Credit note ${number}`,
    content: [
      addressee(note.recipient),
      { text: `Credit note ${number}`, style: 'title' },
      factsTable(
        [
          ['Date', day],
          ['Corrects invoice', invoice.number],
          ['Reason', note.reason],
        ],
        3,
      ),
      { text: '', margin: [0, 6, 0, 0] },
      lines({
        items,
        currency,
        columns: ['Description', 'Quantity', 'Before tax', 'Tax', 'With tax'],
        widths: [215, 55, 80, 45, 80],
        cells: (item) => [
          String(quantityOf(item.quantity)),
          money(item.net),
          taxName(item.taxClass, item.taxRate),
          money(item.gross),
        ],
      }),
      sums(note, items),
    ],
  }
}
