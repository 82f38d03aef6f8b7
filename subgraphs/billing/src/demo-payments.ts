import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId, Random } from '@vetgraph/kit/demo/random'
import { addMinutes, dayOf } from '@vetgraph/kit/time'
import type { InsuranceClaimRow } from './insurance-claims/insurance-claim.table.ts'
import { type InvoiceRow, InvoiceStatus } from './invoices/invoice.table.ts'
import {
  JournalEntryKind,
  type JournalEntryRow,
  type JournalLineRow,
  LedgerAccount,
} from './ledger/journal.table.ts'
import type { Posting } from './ledger/post.service.ts'
import { PaymentMethod, type PaymentRow, type RefundRow } from './payments/payment.table.ts'

const sumOn = (lines: readonly Posting[], account: LedgerAccount) =>
  lines.reduce((sum, line) => (line.account === account ? sum + line.amount : sum), 0)

/** An id that sorts by time, as those of a running hospital do: statements list entries of one day in their order. */
function orderedId(at: Date, number: number): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${demoId('journal entry', number).slice(15)}`
}

/** How clients of the demo hospital pay: by chance, the same at every start. */
export function demoPayments(
  plan: DemoPlan,
  invoices: readonly InvoiceRow[],
  claims: readonly InsuranceClaimRow[],
) {
  const settled = new Map(claims.flatMap((claim) => (claim.paymentId ? [[claim.invoiceId, claim]] : [])))
  const random = new Random(23)
  const takenBy = plan.staff.find(({ role }) => role === 'RECEPTIONIST')!.id
  const rows = {
    payments: [] as PaymentRow[],
    refunds: [] as RefundRow[],
    entries: [] as JournalEntryRow[],
    lines: [] as JournalLineRow[],
  }

  function post(
    { ownerId, locationId, currency, suppliedOn: day }: InvoiceRow,
    event: Pick<JournalEntryRow, 'kind' | 'sourceId' | 'at'>,
    postings: readonly Posting[],
  ) {
    const id = orderedId(event.at, rows.entries.length)
    const receivable = sumOn(postings, LedgerAccount.RECEIVABLES)
    const credit = 0 - sumOn(postings, LedgerAccount.CREDIT)
    rows.entries.push({ ...event, id, ownerId, locationId, currency, day, receivable, credit })
    const moving = postings.filter(({ amount }) => amount !== 0)
    moving.forEach(({ account, amount, invoiceId = null, paymentId = null }, index) =>
      rows.lines.push({
        entryId: id,
        position: index + 1,
        account,
        amount,
        invoiceId,
        paymentId,
        tillSessionId: null,
      }),
    )
  }

  function pay(invoice: InvoiceRow, due: number, more = 0, claim?: InsuranceClaimRow): PaymentRow {
    const method = claim
      ? PaymentMethod.INSURER
      : random.weighted([
          [PaymentMethod.CARD, 12],
          [PaymentMethod.CASH, 5],
          [PaymentMethod.TRANSFER, 3],
        ])
    const at = claim?.decidedAt ?? addMinutes(invoice.finalisedAt!, 3)
    const { ownerId, locationId, currency } = invoice
    const { timeZone } = plan.locations.find(({ id }) => id === locationId)!
    const receivedOn = claim ? dayOf(at, timeZone) : invoice.suppliedOn
    const number = rows.payments.length
    const amount = due + more
    const payment: PaymentRow = {
      id: claim?.paymentId ?? demoId('payment', number),
      locationId,
      ownerId,
      currency,
      method,
      amount,
      rounding: 0,
      tendered: method === PaymentMethod.CASH ? Math.ceil(amount / 1000) * 1000 : null,
      reference: method === PaymentMethod.CASH ? null : String(400_000 + number),
      receivedOn,
      takenBy,
      deposit: false,
      appointmentId: null,
      refunded: 0,
      reversedAt: null,
      reversedBy: null,
      reversalReason: null,
      version: 1,
      createdAt: at,
      updatedAt: at,
    }
    rows.payments.push(payment)
    const { id: paymentId } = payment
    const paid = { ...invoice, suppliedOn: receivedOn }
    post(paid, { kind: JournalEntryKind.PAYMENT, sourceId: paymentId, at }, [
      { account: LedgerAccount[method], amount, paymentId },
      { account: LedgerAccount.RECEIVABLES, amount: -due, invoiceId: invoice.id, paymentId },
      { account: LedgerAccount.CREDIT, amount: -more, paymentId },
    ])
    return payment
  }

  function reverse(invoice: InvoiceRow, payment: PaymentRow) {
    const { id: paymentId, method, amount, createdAt } = payment
    payment.reversedAt = payment.updatedAt = addMinutes(createdAt, 2)
    payment.reversedBy = takenBy
    payment.reversalReason = 'Declined by the terminal'
    payment.version = 2
    post(invoice, { kind: JournalEntryKind.REVERSAL, sourceId: paymentId, at: payment.reversedAt }, [
      { account: LedgerAccount.RECEIVABLES, amount, invoiceId: invoice.id, paymentId },
      { account: LedgerAccount[method], amount: -amount, paymentId },
    ])
  }

  function refund(
    invoice: InvoiceRow,
    { id: paymentId, method, createdAt: taken }: PaymentRow,
    amount: number,
  ) {
    const id = demoId('refund', rows.refunds.length)
    const createdAt = addMinutes(taken, 4)
    rows.refunds.push({
      id,
      paymentId,
      method,
      amount,
      reason: 'Paid too much',
      refundedBy: takenBy,
      createdAt,
    })
    post(invoice, { kind: JournalEntryKind.REFUND, sourceId: id, at: createdAt }, [
      { account: LedgerAccount.CREDIT, amount, paymentId },
      { account: LedgerAccount[method], amount: -amount, paymentId },
    ])
  }

  for (const invoice of invoices) {
    const { id, status, total, subtotal, tax, finalisedAt } = invoice
    if (!finalisedAt) continue
    post(invoice, { kind: JournalEntryKind.INVOICE, sourceId: id, at: finalisedAt }, [
      { account: LedgerAccount.RECEIVABLES, amount: total, invoiceId: id },
      { account: LedgerAccount.REVENUE, amount: -subtotal },
      { account: LedgerAccount.TAX, amount: -tax },
    ])
    const chance = random.below(100)
    if (status === InvoiceStatus.FINALISED) {
      if (chance < 35) pay(invoice, Math.round(total / 200) * 100)
      continue
    }
    const claim = settled.get(id)
    if (claim) {
      pay(invoice, total - claim.settled!)
      pay(invoice, claim.settled!, 0, claim)
      continue
    }
    if (chance === 0) reverse(invoice, pay(invoice, total))
    if (chance === 1) refund(invoice, pay(invoice, total, 1000), 1000)
    else if (chance === 2) pay(invoice, total, 500)
    else if (chance === 3) {
      const first = Math.round(total / 200) * 100
      pay(invoice, first)
      pay(invoice, total - first)
    } else pay(invoice, total)
  }
  return rows
}
