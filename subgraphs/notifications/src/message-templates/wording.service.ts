import type { Context } from '@vetgraph/kit/context'
import { type MessageTemplate, messageTemplates, type Wording } from '@vetgraph/kit/contracts/messages'
import { and, desc, eq, inArray } from 'drizzle-orm'
import { fill } from './liquid.ts'
import {
  MessageChannel,
  MessageLanguage,
  messageWordings,
  type WordingRow,
} from './message-template.table.ts'

/** The language of a message by BCP 47; English where there are no wordings of it. */
export function languageOf(locale: string | null | undefined): MessageLanguage {
  const code = locale?.slice(0, 2).toUpperCase()
  return Object.values(MessageLanguage).find((language) => language === code) ?? MessageLanguage.EN
}

/** The latest saved wordings in some languages. */
export const latestWordings = (
  ctx: Context,
  channel: MessageChannel,
  languages: readonly MessageLanguage[],
  template?: MessageTemplate,
): Promise<WordingRow[]> =>
  ctx.db
    .selectDistinctOn([messageWordings.template, messageWordings.language])
    .from(messageWordings)
    .where(
      and(
        template && eq(messageWordings.template, template),
        inArray(messageWordings.language, [...languages]),
        eq(messageWordings.channel, channel),
      ),
    )
    .orderBy(messageWordings.template, messageWordings.language, desc(messageWordings.version))

export interface CurrentWording extends Wording {
  language: MessageLanguage
  /** 0 for the words that come with the software. */
  version: number
}

/** The wording of a language, else the English one, else the one that comes with the software. */
export function pickWording(
  template: MessageTemplate,
  language: MessageLanguage,
  saved: readonly WordingRow[],
): WordingRow | CurrentWording {
  const among = (wanted: MessageLanguage) =>
    saved.find((row) => row.template === template && row.language === wanted)
  return (
    among(language) ??
    among(MessageLanguage.EN) ?? {
      ...messageTemplates[template].wording,
      language: MessageLanguage.EN,
      version: 0,
    }
  )
}

export interface Composed extends Wording {
  language: MessageLanguage
  wordingVersion: number
}

interface Wanted {
  template: MessageTemplate
  language: MessageLanguage
  recipientName: string
  values: Readonly<Record<string, string>>
}

/** Writes a message in the wording of today; BAD_USER_INPUT when a value is missing (N5). */
export async function compose(
  ctx: Context,
  { template, language, recipientName, values }: Wanted,
  channel = MessageChannel.EMAIL,
): Promise<Composed> {
  const saved = await latestWordings(ctx, channel, [language, MessageLanguage.EN], template)
  const wording = pickWording(template, language, saved)
  const words = fill(messageTemplates[template], wording, { ...values, name: recipientName })
  return { ...words, language: wording.language, wordingVersion: wording.version }
}
