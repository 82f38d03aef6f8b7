import type { Context } from '@vetgraph/kit/context'
import { badInput } from '@vetgraph/kit/errors'
import { allocationsTo, duesOf, lockAccount } from './account.service.ts'
import { JournalEntryKind, LedgerAccount } from './journal.table.ts'
import { accountOf, type Charged, post, type Posting } from './post.service.ts'
import { settle } from './settle.service.ts'

/** A credit note with positive totals, and the invoice that it corrects. */
interface CreditNote extends Charged {
  invoiceId: string
}

/**
 * Posts a credit note in the transaction that makes it: it lowers what is due first; what is above that was
 * paid already and becomes credit of the owner's account (B8).
 */
export async function postCreditNote(ctx: Context, note: CreditNote) {
  await lockAccount(ctx, note.ownerId)
  const { invoiceId } = note
  const due = (await duesOf(ctx, [invoiceId])).get(invoiceId) ?? 0
  const postings: Posting[] = [
    { account: LedgerAccount.REVENUE, amount: note.subtotal },
    { account: LedgerAccount.TAX, amount: note.tax },
    { account: LedgerAccount.RECEIVABLES, amount: -note.total, invoiceId },
  ]
  let excess = note.total - due
  for (const { paymentId, amount } of await allocationsTo(ctx, invoiceId)) {
    if (excess <= 0) break
    const released = Math.min(amount, excess)
    excess -= released
    postings.push(
      { account: LedgerAccount.RECEIVABLES, amount: released, invoiceId, paymentId },
      { account: LedgerAccount.CREDIT, amount: -released, paymentId },
    )
  }
  if (excess > 0) throw badInput('invoiceId', 'A credit note cannot be more than its invoice.')
  await post(ctx, { ...accountOf(note), kind: JournalEntryKind.CREDIT_NOTE, sourceId: note.id }, postings)
  await settle(ctx, [invoiceId])
}
