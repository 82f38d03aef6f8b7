import { language, letterheadOf, type Party, right, tableHead } from '@vetgraph/kit/documents/letter'
import { factsTable, type PdfDocument } from '@vetgraph/kit/documents/pdf'
import { quantityOf } from '@vetgraph/kit/money'
import type { Period } from '@vetgraph/kit/reports/period'
import { dayOf, timeOfDayOf } from '@vetgraph/kit/time'
import { MovementKind } from '../stock/stock-movement.table.ts'
import type { ControlledRegisterRow, RegisterLineRow } from './controlled-register.table.ts'

const words: Record<MovementKind, string> = {
  [MovementKind.RECEIPT]: 'Received',
  [MovementKind.DISPENSE]: 'Dispensed',
  [MovementKind.USE]: 'Used',
  [MovementKind.WASTAGE]: 'Wasted',
  [MovementKind.COUNT]: 'Adjusted',
  [MovementKind.RETURN]: 'Returned',
  [MovementKind.WRITE_OFF]: 'Destroyed',
  [MovementKind.TRANSFER_OUT]: 'Sent away',
  [MovementKind.TRANSFER_IN]: 'Transferred in',
}

type Line = RegisterLineRow & {
  lot: string | null
  /** The number of the line that it corrects. */
  corrects: number | null
  patient: string | null
  actor: string
  witness: string | null
}

interface RegisterFacts {
  register: ControlledRegisterRow
  substances: readonly string[]
  issuer: Party
  timeZone: string
  period: Period
  /** The balance before the first line, in thousandths. */
  opening: number
  lines: readonly Line[]
}

function entryOf({ corrects, counted, movementKind, patient, lot, reason, balance }: Line): string {
  const what =
    corrects !== null
      ? `Correction of line ${corrects}`
      : counted !== null
        ? `Count: ${quantityOf(counted)}${counted === balance ? '' : `, differs by ${quantityOf(counted - balance)}`}`
        : movementKind && words[movementKind]
  return [what, patient, lot && `Lot ${lot}`, reason].filter(Boolean).join('\n')
}

/** A register as a bound book: every line in its order, and the hash by which a change of any would be seen. */
export function registerDocument(facts: RegisterFacts): PdfDocument {
  const { register, substances, issuer, timeZone, period, opening, lines } = facts
  const title = 'Controlled drug register'
  const closing = lines.at(-1)?.balance ?? opening
  const small = (text: string) => ({ text, fontSize: 8 })
  return {
    title: `${title}: ${register.name}`,
    language,
    letterhead: letterheadOf(issuer),
    footer: `${register.name}, ${period.from} to ${period.until}`,
    content: [
      { text: title, style: 'title' },
      factsTable(
        [
          ['Drug', register.name],
          ['Active substances', substances.join(', ') || null],
          ['Schedule', register.schedule],
          ['Period', `${period.from} to ${period.until}`],
          ['Balance before', `${quantityOf(opening)} ${register.unit}`],
          ['Balance after', `${quantityOf(closing)} ${register.unit}`],
        ],
        3,
      ),
      {
        margin: [0, 10, 0, 10] as never,
        layout: 'lightHorizontalLines',
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: [22, 52, 135, 40, 40, 44, 54, 54],
          body: [
            tableHead(['No.', 'Written', 'Entry', 'In', 'Out', 'Balance', 'By', 'Witness'], 3).map(
              (cell, place) => ({ ...cell, fontSize: 8, ...(place > 5 && { alignment: 'left' as const }) }),
            ),
            ...lines.map((line) => [
              small(String(line.number)),
              small(`${dayOf(line.at, timeZone)}\n${timeOfDayOf(line.at, timeZone)}`),
              small(entryOf(line)),
              { ...right(line.quantity > 0 ? String(quantityOf(line.quantity)) : ''), fontSize: 8 },
              { ...right(line.quantity < 0 ? String(quantityOf(-line.quantity)) : ''), fontSize: 8 },
              { ...right(String(quantityOf(line.balance)), true), fontSize: 8 },
              small(line.actor),
              small(line.witness ?? ''),
            ]),
          ],
        },
      },
      {
        text: `Quantities in ${register.unit}, times in ${timeZone}. Hash of the last line: ${lines.at(-1)?.hash.toString('hex') ?? 'none'}`,
        style: 'label',
      },
    ],
  }
}
