import { emailOfOwner } from '@vetgraph/kit/demo/names'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { addMinutes } from '@vetgraph/kit/time'
import { type InvoiceRow, InvoiceStatus } from '../invoices/invoice.table.ts'
import { type DisputeRow, LetterKind, type LetterRow } from './letter.table.ts'

const day = 24 * 60
/** Days after the invoice on which each letter is sent. */
const schedule = [
  [LetterKind.INVOICE, 0],
  [LetterKind.FIRST_REMINDER, 16],
  [LetterKind.SECOND_REMINDER, 30],
  [LetterKind.FINAL_REMINDER, 50],
] as const
const disputedOneIn = 4

/** Unpaid invoices were sent, reminded of by how long they are overdue, and some are disputed; those that are claimed were only sent. */
export function demoLetters(
  plan: DemoPlan,
  invoices: readonly InvoiceRow[],
  claimed: ReadonlySet<string>,
  now: Date,
) {
  const desk = plan.staff.find(({ role }) => role === 'RECEPTIONIST')!.id
  const emails = new Map(plan.owners.map((owner, number) => [owner.id, emailOfOwner(owner, number)]))
  const letters: LetterRow[] = []
  const disputes: DisputeRow[] = []
  invoices
    .filter(({ status }) => status === InvoiceStatus.FINALISED)
    .forEach(({ id, ownerId, finalisedAt, total: due }, number) => {
      const sentTo = emails.get(ownerId)
      const isDisputed = number % disputedOneIn === disputedOneIn - 1 && !claimed.has(id)
      for (const [kind, days] of schedule) {
        const sentAt = addMinutes(finalisedAt!, days * day + 5)
        if (!sentTo || sentAt > now || ((isDisputed || claimed.has(id)) && days > 0)) continue
        letters.push({
          id: demoId('letter', letters.length),
          invoiceId: id,
          kind,
          sentTo,
          sentBy: desk,
          sentAt,
          due,
        })
      }
      if (isDisputed)
        disputes.push({
          id: demoId('dispute', disputes.length),
          invoiceId: id,
          reason: 'Says that the follow-up was promised without charge',
          openedBy: desk,
          openedAt: addMinutes(finalisedAt!, 60) < now ? addMinutes(finalisedAt!, 60) : now,
          settledBy: null,
          settledAt: null,
        })
    })
  return { letters, disputes }
}
