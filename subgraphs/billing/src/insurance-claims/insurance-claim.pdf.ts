import { addressee, formatOf, language, letterheadOf, right, tableHead } from '@vetgraph/kit/documents/letter'
import { factsTable, type PdfDocument } from '@vetgraph/kit/documents/pdf'
import { quantityOf } from '@vetgraph/kit/money'
import type { InvoiceRow } from '../invoices/invoice.table.ts'
import type { InsuranceClaimItemRow, InsuranceClaimRow } from './insurance-claim.table.ts'

interface ClaimFacts {
  claim: InsuranceClaimRow
  items: readonly InsuranceClaimItemRow[]
  invoice: InvoiceRow
}

/** A claim as it was submitted, with the names and addresses of that day. */
export function claimDocument({ claim, items, invoice }: ClaimFacts): PdfDocument {
  const money = formatOf(claim.currency)
  const recipient = claim.recipient!
  const pets = [...new Set(items.flatMap(({ petName }) => petName ?? []))]
  const title = `Insurance claim for invoice ${invoice.number}`
  return {
    title,
    language,
    letterhead: letterheadOf(claim.issuer!),
    footer: `${title}, policy ${claim.policyNumber}`,
    content: [
      addressee({ name: claim.insurer, lines: [] }),
      { text: title, style: 'title' },
      factsTable(
        [
          ['Date', claim.submittedOn],
          ['Policy', claim.policyNumber],
          ['Patient', pets.join(', ') || null],
          ['Treated on', invoice.suppliedOn],
          ['Insured', [recipient.name, ...recipient.lines].join(', ')],
        ],
        3,
      ),
      { text: 'What was treated', bold: true, margin: [0, 8, 0, 2] },
      { text: claim.condition, margin: [0, 0, 0, 8] },
      {
        layout: 'lightHorizontalLines',
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: [300, 70, 100],
          body: [
            tableHead(['Description', 'Quantity', 'With tax'], 1),
            ...items.map(({ description, quantity, amount }) => [
              { text: description },
              right(String(quantityOf(quantity))),
              right(money(amount)),
            ]),
            [{ text: 'Claimed', bold: true }, { text: '' }, right(money(claim.claimed), true)],
          ],
        },
      },
    ],
  }
}
