import { Readable } from 'node:stream'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { DomainError } from '@vetgraph/kit/errors'
import { addMinutes } from '@vetgraph/kit/time'
import { and, asc, eq } from 'drizzle-orm'
import MailComposer from 'nodemailer/lib/mail-composer'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { asHtml, asText, linkOf, unsubscribeHeaders } from './layout.ts'
import { planAttempt, wordsOf } from './mail.service.ts'
import { type MailAttachment, mailAttachments, type MailRow, mails, MailStatus } from './mail.table.ts'

/** Minutes to wait after each failure that may pass; after the last one it stays failed. */
const patience = [1, 5, 15, 60, 240, 720]

/** An attempt that takes longer than this has died with its process; it gives up by itself before. */
const maxAttemptMinutes = 3
const maxSilence = 30_000

/** Claims the e-mail for one attempt, and plans a follow-up in case this process dies. */
const begin = (ctx: Context, id: string): Promise<MailRow | null> =>
  transact(ctx, async (ctx) => {
    const [mail] = await ctx.db.select().from(mails).where(eq(mails.id, id)).for('update')
    if (!mail) return null
    const now = ctx.now()
    if (mail.status === MailStatus.SENDING) {
      // Within this time another process may still be sending; an older attempt, or one in the future (the clock was
      // set back), is that of a dead process.
      const since = now.getTime() - mail.attemptAt.getTime()
      if (Math.abs(since) < maxAttemptMinutes * 60_000) return null
      if (mail.handedOverAt) {
        await settle(ctx, mail, {
          status: MailStatus.UNCERTAIN,
          failure: 'The process ended while it was sent.',
        })
        return null
      }
    } else if (mail.status !== MailStatus.QUEUED) return null
    const [taken] = await ctx.db
      .update(mails)
      .set({ status: MailStatus.SENDING, attempts: mail.attempts + 1, attemptAt: now, handedOverAt: null })
      .where(eq(mails.id, id))
      .returning()
    await planAttempt(ctx, id, addMinutes(now, maxAttemptMinutes))
    return taken!
  })

/** Stores the result of this attempt, unless another process has taken over. */
const settle = (ctx: Context, mail: MailRow, outcome: Partial<MailRow>) =>
  ctx.db
    .update(mails)
    .set(outcome)
    .where(
      and(eq(mails.id, mail.id), eq(mails.attempts, mail.attempts), eq(mails.status, MailStatus.SENDING)),
    )

interface Refusal extends Error {
  responseCode?: number
}

/** Whether it could not be written, or the server rejected it permanently (RFC 5321: 5yz). */
const isFinal = (error: Refusal) => error instanceof DomainError || (error.responseCode ?? 0) >= 500

/** Whether it was written and the mail server would not have it: trying for a day without an answer says nothing of the address. */
export const isRefused = ({ status, subject, attempts }: MailRow): boolean =>
  status === MailStatus.FAILED && subject !== null && attempts <= patience.length

async function fail(ctx: Context, mail: MailRow, error: Refusal) {
  const failure = error.message.slice(0, 500)
  const [now] = await ctx.db.select().from(mails).where(eq(mails.id, mail.id))
  // Without an answer to the whole message nobody knows whether the server took it.
  if (now?.handedOverAt && !error.responseCode) {
    await settle(ctx, mail, { status: MailStatus.UNCERTAIN, failure })
    return
  }
  const wait = patience[mail.attempts - 1]
  if (isFinal(error) || wait === undefined) {
    await settle(ctx, mail, { status: MailStatus.FAILED, failure })
    return
  }
  const attemptAt = addMinutes(ctx.now(), wait)
  await transact(ctx, async (ctx) => {
    await settle(ctx, mail, { status: MailStatus.QUEUED, failure, attemptAt, handedOverAt: null })
    await planAttempt(ctx, mail.id, attemptAt)
  })
}

/** Speaks to the server; the content is read when the server waits for it, and no sooner. */
async function deliver(smtpUrl: string, envelope: { from: string | false; to: string[] }, content: Readable) {
  const { auth, ...server } = parseConnectionUrl(smtpUrl)
  const connection = new SMTPConnection({
    connectionTimeout: maxSilence,
    greetingTimeout: maxSilence,
    socketTimeout: maxSilence,
    ...server,
  })
  try {
    await new Promise<void>((resolve, reject) => {
      const then = (next: () => void) => (error?: Error | null) => (error ? reject(error) : next())
      const send = () => connection.send(envelope, content, then(resolve))
      connection.on('error', reject)
      connection.connect(then(() => (auth ? connection.login(auth, then(send)) : send())))
    })
  } finally {
    connection.close()
  }
}

/** Files of a message; its only invitation is an alternative to the text too, by which mail programs show it (RFC 6047). */
function attachmentsOf(attached: readonly MailAttachment[]) {
  const [first] = attached
  if (attached.length === 1 && first?.calendarMethod) {
    const { fileName, body, calendarMethod } = first
    return { icalEvent: { method: calendarMethod, filename: fileName, content: body } }
  }
  return {
    attachments: attached.map(({ fileName, body, calendarMethod }) => ({
      filename: fileName,
      content: body,
      contentType: calendarMethod
        ? `text/calendar; charset=utf-8; method=${calendarMethod}`
        : 'application/pdf',
    })),
  }
}

/**
 * Hands the whole message to the server. Before its end is sent, without which the server takes nothing,
 * it is written down that from now on it may have arrived.
 */
async function handOver(ctx: Context, mail: MailRow, smtpUrl: string) {
  const words = await wordsOf(ctx, mail)
  const link = linkOf(mail, ctx.settings)
  const attached = await ctx.db
    .select()
    .from(mailAttachments)
    .where(eq(mailAttachments.mailId, mail.id))
    .orderBy(asc(mailAttachments.fileName))
  const message = new MailComposer({
    from: ctx.settings.mailFrom,
    to: { name: mail.recipientName, address: mail.recipient },
    subject: words.subject,
    text: asText(words, link),
    html: asHtml(words, words.language, link),
    ...attachmentsOf(attached),
    // The same at every attempt, so that a mailbox can tell copies.
    messageId: `<${mail.id}@vetgraph>`,
    date: mail.createdAt,
    headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(mail, ctx.settings) },
  }).compile()
  const content = await message.build()
  const wholeMessage = async function* () {
    yield content
    await settle(ctx, mail, { ...words, handedOverAt: ctx.now() })
  }
  await deliver(smtpUrl, message.getEnvelope(), Readable.from(wholeMessage(), { objectMode: false }))
}

/**
 * One attempt to send an e-mail. It is sent once: what the server may have taken is not sent again unless
 * somebody says so; what it cannot have taken is tried again, for a day.
 * no authorization: it is the hospital's own work. no audit: the outbox is the record.
 */
export async function sendMail(ctx: Context, { id }: { id: string }) {
  const { smtpUrl } = ctx.settings
  if (!smtpUrl) return
  const mail = await begin(ctx, id)
  if (!mail) return
  try {
    await handOver(ctx, mail, smtpUrl)
  } catch (error) {
    ctx.log.warn({ mailId: id, err: error }, 'an e-mail was not sent')
    await fail(ctx, mail, error as Refusal)
    return
  }
  await ctx.db.delete(mailAttachments).where(eq(mailAttachments.mailId, mail.id))
  await settle(ctx, mail, { status: MailStatus.SENT, sentAt: ctx.now(), failure: null, token: null })
}
