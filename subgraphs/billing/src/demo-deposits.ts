import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { dayOf } from '@vetgraph/kit/time'
import {
  JournalEntryKind,
  type JournalEntryRow,
  type JournalLineRow,
  LedgerAccount,
} from './ledger/journal.table.ts'
import { PaymentMethod, type PaymentRow } from './payments/payment.table.ts'

const number = 6
const amount = 5000

/** Deposits by card for some of the visits to come. */
export function demoDeposits(plan: DemoPlan, now: Date) {
  const takenBy = plan.staff.find(({ role }) => role === 'RECEPTIONIST')!.id
  const rows = {
    payments: [] as PaymentRow[],
    entries: [] as JournalEntryRow[],
    lines: [] as JournalLineRow[],
  }
  const visits = plan.visits.filter(
    ({ startsAt, status }) => startsAt > now && (status === 'SCHEDULED' || status === 'CONFIRMED'),
  )
  visits.slice(0, number).forEach(({ id: appointmentId, pet: { ownerId }, location }, place) => {
    const paymentId = demoId('deposit', place)
    const entryId = demoId('deposit entry', place)
    const { id: locationId, currency } = location
    const day = dayOf(now, location.timeZone)
    rows.payments.push({
      id: paymentId,
      locationId,
      ownerId,
      currency,
      method: PaymentMethod.CARD,
      amount,
      rounding: 0,
      tendered: null,
      reference: String(500_000 + place),
      receivedOn: day,
      takenBy,
      deposit: true,
      appointmentId,
      refunded: 0,
      reversedAt: null,
      reversedBy: null,
      reversalReason: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
    })
    rows.entries.push({
      id: entryId,
      kind: JournalEntryKind.PAYMENT,
      sourceId: paymentId,
      locationId,
      ownerId,
      currency,
      day,
      at: now,
      receivable: 0,
      credit: 0,
    })
    for (const [account, sum] of [
      [LedgerAccount.CARD, amount],
      [LedgerAccount.DEPOSITS, -amount],
    ] as const)
      rows.lines.push({
        entryId,
        position: account === LedgerAccount.CARD ? 1 : 2,
        account,
        amount: sum,
        invoiceId: null,
        paymentId,
        tillSessionId: null,
      })
  })
  return rows
}
