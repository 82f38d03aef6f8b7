import { formatOf } from '@vetgraph/kit/documents/letter'
import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { conflict, notFound } from '@vetgraph/kit/errors'
import { emit } from '@vetgraph/kit/contracts/events'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { authorize, can, requireViewer } from '@vetgraph/kit/access/authorize'
import { asId, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { addDays, dayOf } from '@vetgraph/kit/time'
import { and, asc, eq, ne } from 'drizzle-orm'
import { openClaimsOf } from '../insurance-claims/gap.service.ts'
import { bodyOf, fileName } from '../invoices/document.service.ts'
import { announce, lockInvoice } from '../invoices/invoice-change.service.ts'
import { findInvoice, present } from '../invoices/invoice.service.ts'
import { DocumentKind, type InvoiceRow, InvoiceStatus } from '../invoices/invoice.table.ts'
import type { Invoice } from '../invoices/invoice.types.ts'
import { dueOf } from '../ledger/due.service.ts'
import { dueOn } from '../payments/overdue.service.ts'
import { getLocation } from '../refs/refs.service.ts'
import { openDispute } from './dispute.service.ts'
import { LetterKind, type LetterRow, letters } from './letter.table.ts'
import type { InvoiceLetter, SendInvoiceInput, SendReminderInput } from './letter.types.ts'

/** The reminders in their order, by how the letter calls them. */
export const steps = [
  [LetterKind.FIRST_REMINDER, 'Reminder'],
  [LetterKind.SECOND_REMINDER, 'Second reminder'],
  [LetterKind.FINAL_REMINDER, 'Final reminder'],
] as const

/** Days that an owner has after a reminder until the next. */
export const reminderDays = 7

interface Envelope {
  name: string
  email: string
  pdf: Buffer
}

/** The document and the addressee, asked for before the invoice is locked; a draft is refused first. */
export async function envelopeFor(ctx: Context, id: string): Promise<Envelope> {
  const invoice = await findInvoice(ctx, asId(id))
  if (!invoice) throw notFound('invoice', 'id')
  if (!invoice.number || !invoice.issuer)
    throw conflict('Only a finalised invoice can be sent.', { field: 'id', status: invoice.status })
  const [owner] = await ctx.askPeer('Owner', [invoice.ownerId], 'id name email')
  const { name, email } = (owner ?? {}) as { name?: string; email?: string | null }
  if (!name || !email)
    throw conflict('This client has no e-mail address.', { field: 'id', rule: 'owner_without_email' })
  return { name, email, pdf: await bodyOf(ctx, DocumentKind.INVOICE, invoice.id) }
}

/** Notes the letter on the invoice and hands it to the mail of the hospital, in one transaction. */
async function post(
  ctx: Context,
  invoice: InvoiceRow,
  kind: LetterKind,
  { name, email, pdf }: Envelope,
  words: Readonly<Record<string, string>>,
) {
  const { userId } = requireViewer(ctx)
  const due = (await dueOf(ctx, invoice)).amount
  const money = formatOf(invoice.currency)
  const number = invoice.number!
  const letter = {
    id: newId(),
    invoiceId: invoice.id,
    kind,
    sentTo: email,
    sentBy: userId,
    sentAt: ctx.now(),
    due,
  }
  await ctx.db.insert(letters).values(letter)
  await emit(ctx, 'document.mailed', invoice.id, {
    id: letter.id,
    template: kind === LetterKind.INVOICE ? 'invoice' : 'payment-reminder',
    to: email,
    name,
    values: {
      hospital: invoice.issuer!.name,
      number,
      total: money(invoice.total),
      due: due > 0 ? money(due) : '',
      dueOn: (await dueOn(ctx, present(invoice))) ?? '',
      ...words,
    },
    attachment: { fileName: fileName(number), base64: pdf.toString('base64') },
  })
  await audit(ctx, 'invoice.send', {
    entity: 'Invoice',
    entityId: invoice.id,
    after: { kind, sentTo: email, due },
  })
  await announce(ctx, 'UPDATED', invoice)
}

const sentBefore = (ctx: Context, invoiceId: string): Promise<LetterRow[]> =>
  ctx.db.select().from(letters).where(eq(letters.invoiceId, invoiceId)).orderBy(asc(letters.sentAt))

/** Sends a finalised invoice as it is stored to its owner; the letter says so when it was sent before. */
export async function sendInvoice(ctx: Context, input: SendInvoiceInput): Promise<Invoice> {
  authorize(ctx, 'invoice:send')
  const envelope = await envelopeFor(ctx, input.id)
  const id = await once(ctx, 'sendInvoice', input, async (ctx) => {
    const invoice = await lockInvoice(ctx, asId(input.id), 'invoice:send')
    const before = await sentBefore(ctx, invoice.id)
    await post(ctx, invoice, LetterKind.INVOICE, envelope, { again: before.length > 0 ? 'yes' : '' })
    return invoice.id
  })
  return (await findInvoice(ctx, id))!
}

/** Whether it is to be reminded of is asked under the invoice’s lock: a payment that came first wins (B11). */
async function nextStep(ctx: Context, invoice: InvoiceRow) {
  const refused = (message: string) => conflict(message, { field: 'id', status: invoice.status })
  if (invoice.status !== InvoiceStatus.FINALISED) throw refused('This invoice is paid.')
  if (await openDispute(ctx, invoice.id)) throw refused('This invoice is disputed.')
  if ((await openClaimsOf(ctx, invoice.id)) > 0)
    throw refused('An insurer is still to decide about this invoice.')
  const { timeZone } = await getLocation(ctx, invoice.locationId)
  const today = dayOf(ctx.now(), timeZone)
  if ((await dueOn(ctx, present(invoice)))! >= today) throw refused('This invoice is not overdue yet.')
  const sent = await ctx.db
    .select()
    .from(letters)
    .where(and(eq(letters.invoiceId, invoice.id), ne(letters.kind, LetterKind.INVOICE)))
    .orderBy(asc(letters.sentAt))
  const step = steps[sent.length]
  if (!step) throw refused('The final reminder was sent already.')
  const last = sent.at(-1)
  if (last && addDays(dayOf(last.sentAt, timeZone), reminderDays) > today)
    throw refused(`The last reminder was sent less than ${reminderDays} days ago.`)
  return step
}

/** Writes the next reminder of an invoice that is to be reminded of. */
export async function remind(ctx: Context, invoiceId: string, envelope: Envelope): Promise<string> {
  const invoice = await lockInvoice(ctx, asId(invoiceId), 'invoice:send')
  const [kind, step] = await nextStep(ctx, invoice)
  await post(ctx, invoice, kind, envelope, { step })
  return invoice.id
}

/** Reminds an owner of an overdue invoice, by the next of three steps. */
export async function sendReminder(ctx: Context, input: SendReminderInput): Promise<Invoice> {
  authorize(ctx, 'invoice:send')
  const envelope = await envelopeFor(ctx, input.id)
  const id = await once(ctx, 'sendReminder', input, (ctx) => remind(ctx, input.id, envelope))
  return (await findInvoice(ctx, id))!
}

const lettersOf = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db.select().from(letters).where(among(letters.invoiceId, ids)).orderBy(asc(letters.sentAt)),
)

const readLetters = async (ctx: Context, ids: readonly string[]) =>
  (await lettersOf(ctx, { ids })).map((row): readonly [string, LetterRow] => [row.invoiceId, row])

/** What was sent about an invoice that the viewer already sees; owners have it in their mail. */
export async function listLetters(
  ctx: Context,
  { id, currency, locationId }: Invoice,
): Promise<InvoiceLetter[]> {
  if (!can(requireViewer(ctx), 'invoice:read', locationId)) return []
  const rows = await groupLoaderOf(ctx, readLetters).load(id)
  return rows.map((row) => ({ ...row, due: { amount: row.due, currency } }))
}
