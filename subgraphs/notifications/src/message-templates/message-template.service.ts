import { authorize } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import {
  type MessageTemplate as TemplateName,
  messageTemplates,
  type Wording,
} from '@vetgraph/kit/contracts/messages'
import { transact } from '@vetgraph/kit/database/db'
import { notFound, stale } from '@vetgraph/kit/errors'
import { audit } from '@vetgraph/kit/work/audit'
import { desc, eq } from 'drizzle-orm'
import { asHtml, asText } from '../mails/layout.ts'
import { mails } from '../mails/mail.table.ts'
import { checkWording, examplesOf, fill, variablesOf } from './liquid.ts'
import type { MessageChannel } from './message-template.table.ts'
import { MessageLanguage, messageWordings, type WordingRow } from './message-template.table.ts'
import type {
  MessagePreview,
  MessageTemplate,
  MessageWordingInput,
  PreviewMessageInput,
  UpdateMessageTemplateInput,
} from './message-template.types.ts'
import { latestWordings, pickWording } from './wording.service.ts'

const wordsOf = ({ subject, body, linkLabel }: Wording): Wording => ({ subject, body, linkLabel })

function present(
  template: TemplateName,
  language: MessageLanguage,
  channel: MessageChannel,
  saved: readonly WordingRow[],
): MessageTemplate {
  const declaration = messageTemplates[template]
  const own = saved.find((row) => row.template === template && row.language === language)
  return {
    id: `${template}:${language}:${channel}`,
    template,
    name: declaration.name,
    sentWhen: declaration.sent,
    language,
    channel,
    wording: wordsOf(pickWording(template, language, saved)),
    originalWording: declaration.wording,
    variables: Object.entries(variablesOf(declaration)).map(
      ([name, { means, example, optional = false }]) => ({
        name,
        meaning: means,
        example,
        optional,
      }),
    ),
    version: own?.version ?? 0,
    updatedAt: own?.savedAt ?? null,
    updatedById: own?.savedById ?? null,
  }
}

/** Every message of the hospital in one language, by name. */
export async function listMessageTemplates(
  ctx: Context,
  language: MessageLanguage,
  channel: MessageChannel,
): Promise<MessageTemplate[]> {
  authorize(ctx, 'message-template:write')
  const saved = await latestWordings(ctx, channel, [language, MessageLanguage.EN])
  return (Object.keys(messageTemplates) as TemplateName[])
    .map((template) => present(template, language, channel, saved))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'))
}

function declared(template: string): TemplateName {
  if (!Object.hasOwn(messageTemplates, template)) throw notFound('message', 'template')
  return template as TemplateName
}

const givenWording = (
  template: TemplateName,
  { subject, body, linkLabel }: MessageWordingInput,
): Wording => ({
  subject,
  body,
  linkLabel: messageTemplates[template].link ? (linkLabel ?? null) : null,
})

/** Changes what a message says from now on; what was sent stays as it was. */
export async function updateMessageTemplate(
  ctx: Context,
  input: UpdateMessageTemplateInput,
): Promise<MessageTemplate> {
  const viewer = authorize(ctx, 'message-template:write')
  const template = declared(input.template)
  const { language, channel } = input
  const words = givenWording(template, input)
  checkWording(messageTemplates[template], words)
  return transact(ctx, async (ctx) => {
    const before = await latestWordings(ctx, channel, [language, MessageLanguage.EN], template)
    const own = before.find((row) => row.language === language)
    const version = own?.version ?? 0
    const current = wordsOf(pickWording(template, language, before))
    if (version !== input.version) throw stale({ ...current }, version)
    const [row] = await ctx.db
      .insert(messageWordings)
      .values({
        ...words,
        template,
        language,
        channel,
        version: version + 1,
        savedById: viewer.userId,
        savedAt: ctx.now(),
      })
      .returning()
    await audit(ctx, 'message-template.update', {
      entity: 'MessageTemplate',
      entityId: `${template}:${language}:${channel}`,
      before: current,
      after: words,
    })
    return present(template, language, channel, [row!])
  })
}

/** The last message of a kind that could be written, whose reader is asked for in the audit (C1). */
async function latestOf(ctx: Context, template: TemplateName) {
  authorize(ctx, 'mail:read')
  return transact(ctx, async (ctx) => {
    const [mail] = await ctx.db
      .select()
      .from(mails)
      .where(eq(mails.template, template))
      .orderBy(desc(mails.createdAt), desc(mails.id))
      .limit(1)
    if (mail) await audit(ctx, 'mail.read', { entity: 'Mail', entityId: mail.id })
    return mail ?? null
  })
}

/** What somebody would read, by examples or by the values of the last such message; without the secret of its link. */
export async function previewMessage(ctx: Context, input: PreviewMessageInput): Promise<MessagePreview> {
  authorize(ctx, 'message-template:write')
  const template = declared(input.template)
  const declaration = messageTemplates[template]
  const wording = givenWording(template, input)
  checkWording(declaration, wording)
  const latest = input.withLatest ? await latestOf(ctx, template) : null
  const values = latest ? { ...latest.values, name: latest.recipientName } : examplesOf(declaration)
  const words = fill(declaration, wording, values)
  const link = { address: `${ctx.settings.publicUrl}${declaration.link ?? ''}`, instead: '' }
  return {
    subject: words.subject,
    text: asText(words, link),
    html: asHtml(words, input.language, link),
    exampleOf: latest?.createdAt ?? null,
  }
}
