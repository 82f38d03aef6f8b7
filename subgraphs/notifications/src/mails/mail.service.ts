import { audit } from '@vetgraph/kit/work/audit'
import { type Page, type PageArgs, pageOf } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { conflict, DomainError, notFound } from '@vetgraph/kit/errors'
import type { MailFacts } from '@vetgraph/kit/contracts/events'
import { authorize, mayEverything } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { plan } from '@vetgraph/kit/work/work'
import { messageTemplates } from '@vetgraph/kit/contracts/messages'
import { and, eq } from 'drizzle-orm'
import { compose, type Composed, languageOf } from '../message-templates/wording.service.ts'
import { type MailAttachment, mailAttachments, type MailRow, mails, MailStatus } from './mail.table.ts'
import type { MailFilter } from './mail.types.ts'
import { asText, linkOf } from './layout.ts'

export type { MailRow }

/** Plans the next attempt; what was planned for the same mail before falls out. */
export const planAttempt = (ctx: Context, id: string, at: Date) =>
  plan(ctx, 'send-mail', { id }, { key: id, at })

/** What an e-mail says, or why it cannot be written: somebody corrects the wording and sends it again (N5). */
async function tryToWrite(
  ctx: Context,
  mail: Pick<MailRow, 'template' | 'recipientName' | 'language' | 'values'>,
): Promise<{ words: Composed; failure: null } | { words: null; failure: string }> {
  try {
    return { words: await compose(ctx, mail), failure: null }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { words: null, failure: error.message }
  }
}

/** The words of an e-mail as they were kept, or written now where they were not. */
export const wordsOf = async (ctx: Context, mail: MailRow): Promise<Composed> => {
  const { subject, body, linkLabel, language, wordingVersion } = mail
  if (subject === null || body === null || wordingVersion === null) return compose(ctx, mail)
  return { subject, body, linkLabel, language, wordingVersion }
}

/**
 * Adds an e-mail to the outbox, to be sent at once; without a mail server it is only stored.
 * no authorization: whoever wanted it was asked.
 * no audit: the outbox is the record.
 */
export const keepMail = (
  ctx: Context,
  { id, template, to, name, language, token, values = {} }: MailFacts,
  attachments: readonly MailAttachment[] = [],
) =>
  transact(ctx, async (ctx) => {
    const now = ctx.now()
    const wanted = { template, recipientName: name, language: languageOf(language), values }
    const written = await tryToWrite(ctx, wanted)
    const status = ctx.settings.smtpUrl ? MailStatus.QUEUED : MailStatus.KEPT
    const [kept] = await ctx.db
      .insert(mails)
      .values({
        id,
        ...wanted,
        ...written.words,
        recipient: to,
        token: token ?? null,
        status: written.failure === null ? status : MailStatus.FAILED,
        failure: written.failure,
        createdAt: now,
        attemptAt: now,
      })
      .onConflictDoNothing()
      .returning({ status: mails.status })
    if (kept && attachments.length > 0)
      await ctx.db.insert(mailAttachments).values(attachments.map((each) => ({ ...each, mailId: id })))
    if (kept?.status === MailStatus.QUEUED) await planAttempt(ctx, id, now)
  })

function wantedMails(ctx: Context, { status, recipient }: MailFilter) {
  authorize(ctx, 'mail:read')
  return and(
    status ? eq(mails.status, status) : undefined,
    recipient ? eq(mails.recipient, recipient.trim()) : undefined,
  )
}

/** How many e-mails `listMails` has. */
export const countMails = (ctx: Context, filter: MailFilter): Promise<number> =>
  ctx.db.$count(mails, wantedMails(ctx, filter))

/** The hospital's e-mail, newest first. */
export function listMails(ctx: Context, page: PageArgs, filter: MailFilter): Promise<Page<MailRow>> {
  const wanted = wantedMails(ctx, filter)
  return pageOf<MailRow>(page, {
    key: mails.createdAt,
    id: mails.id,
    direction: 'desc',
    keyOf: ({ createdAt }) => createdAt,
    read: ({ where, orderBy, limit }) =>
      ctx.db
        .select()
        .from(mails)
        .where(and(wanted, where))
        .orderBy(...orderBy)
        .limit(limit),
    count: () => ctx.db.$count(mails, wanted),
  })
}

/**
 * One e-mail with its text; opening it is audited (C1). A sign-in link is shown only to hospital-wide administrators:
 * others could use it to get an administrator's rights.
 */
export async function openMail(ctx: Context, id: string): Promise<{ mail: MailRow; text: string } | null> {
  const viewer = authorize(ctx, 'mail:read')
  return transact(ctx, async (ctx) => {
    const [mail] = await ctx.db
      .select()
      .from(mails)
      .where(eq(mails.id, asId(id)))
    if (!mail) return null
    await audit(ctx, 'mail.read', { entity: 'Mail', entityId: mail.id })
    const link = linkOf(mail, ctx.settings, { hidesSecret: !mayEverything(viewer) })
    if (mail.body === null && mail.status === MailStatus.FAILED) return { mail, text: mail.failure ?? '' }
    return { mail, text: asText(await wordsOf(ctx, mail), link) }
  })
}

export const subjectOf = ({ subject, template }: MailRow) => subject ?? messageTemplates[template].name

const resendable = [MailStatus.FAILED, MailStatus.UNCERTAIN, MailStatus.KEPT]

/** Sends once more, because somebody decided so, what failed, what may have arrived, or what had no server. */
export async function resendMail(ctx: Context, id: string): Promise<MailRow> {
  authorize(ctx, 'mail:send')
  if (!ctx.settings.smtpUrl) throw conflict('There is no mail server: SMTP_URL is not set.')
  return transact(ctx, async (ctx) => {
    const [before] = await ctx.db
      .select()
      .from(mails)
      .where(eq(mails.id, asId(id)))
      .for('update')
    if (!before) throw notFound('e-mail', 'id')
    if (!resendable.includes(before.status)) {
      throw conflict('Only an e-mail that failed, may not have arrived or was kept can be sent again.', {
        field: 'id',
        status: before.status,
      })
    }
    const now = ctx.now()
    const [queued] = await ctx.db
      .update(mails)
      .set({ status: MailStatus.QUEUED, attempts: 0, failure: null, handedOverAt: null, attemptAt: now })
      .where(eq(mails.id, before.id))
      .returning()
    await audit(ctx, 'mail.resend', {
      entity: 'Mail',
      entityId: before.id,
      before: { status: before.status },
      after: { status: MailStatus.QUEUED },
    })
    await planAttempt(ctx, before.id, now)
    return queued!
  })
}
